import { homedir } from 'node:os';
import path from 'node:path';

/** Where programs of rivals are kept between runs, outside of the repository. */
export const CACHE_FOLDER = path.join(
  process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'),
  'jieda-bench',
);
