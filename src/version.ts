import { createRequire } from 'node:module';

/** Version of the package, such as `0.1.0`. */
export const { version: VERSION } = createRequire(import.meta.url)('../package.json') as { version: string };
