import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './step.mjs';

const sources = ['src', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'vite.config.ts'];
const products = ['dist/main.js', 'dist/web/index.html'];

/** Whether everything that the build makes is there and younger than everything it is made from. */
export function buildIsCurrent(folder = root) {
  const built = products.map((product) => join(folder, product));
  if (!built.every((file) => existsSync(file))) return false;
  const oldestProduct = Math.min(...built.map((file) => statSync(file).mtimeMs));
  return newest(sources.map((source) => join(folder, source))) <= oldestProduct;
}

/** Folders count too: their time tells of files that were removed. */
function newest(paths) {
  return Math.max(
    0,
    ...paths
      .filter((path) => existsSync(path))
      .map((path) => {
        const { mtimeMs } = statSync(path);
        const inside = statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [];
        return Math.max(mtimeMs, newest(inside));
      }),
  );
}
