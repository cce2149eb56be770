// Module hooks: what a bench imports of the program is what `npm run build` has made of it, as users run it. What tsx
// makes of the sources for development is about a fifth slower.

const SOURCE = new URL('../../src/', import.meta.url).href;
const BUILT = new URL('../../dist/', import.meta.url).href;

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, next) {
  const resolved = await next(specifier, context);
  if (!resolved.url.startsWith(SOURCE)) return resolved;
  const built = BUILT + resolved.url.slice(SOURCE.length).replace(/\.ts(?=$|\?)/, '.js');
  return next(built, context);
}
