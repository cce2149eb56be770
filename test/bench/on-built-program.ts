import path from 'node:path';

/** Arguments of Node before a script of the bench that takes the program as it was built, in a process of its own. */
export const ON_BUILT_PROGRAM = [
  ...['--import', 'tsx'],
  ...['--import', path.join(import.meta.dirname, 'built-program.mjs')],
];
