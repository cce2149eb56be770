// To be imported before a bench: what it takes of the program is then what `npm run build` has made of it, as users run
// it. What tsx makes of the sources for development is up to a fifth slower.
import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const SOURCE = new URL('../../src/', import.meta.url).href;
const BUILT = new URL('../../dist/', import.meta.url).href;

// Hooks run in a thread of their own, which loads this file again.
if (isMainThread) register(import.meta.url);

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, next) {
  const resolved = await next(specifier, context);
  if (!resolved.url.startsWith(SOURCE)) return resolved;
  const built = BUILT + resolved.url.slice(SOURCE.length).replace(/\.ts(?=$|\?)/, '.js');
  return next(built, context);
}
