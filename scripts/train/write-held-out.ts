import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readTsv } from './corpora.ts';

/**
 * Writes the queries that were left out of training as sets for `jieda evaluate`: those of the query sets and the
 * answerable ones that are held out, and all judged and unanswerable ones.
 */
export function writeHeldOut(
  evalsets: string,
  folder: string,
  sets: readonly string[],
  isHeldOut: (sentence: string) => boolean,
): void {
  for (const set of sets) {
    const [from, to] = [path.join(evalsets, set), path.join(folder, set)];
    mkdirSync(to, { recursive: true });
    for (const file of ['bank.tsv', 'qrels.tsv']) copyFileSync(path.join(from, file), path.join(to, file));
    const kept = new Set(
      readTsv(path.join(from, 'queries.tsv')).flatMap(([id, text]) => (isHeldOut(text!) ? [id] : [])),
    );
    for (const file of readdirSync(from).filter((name) => name.startsWith('queries'))) {
      writeTsv(
        path.join(to, file),
        readTsv(path.join(from, file)).filter(([id]) => kept.has(id)),
      );
    }
  }
  const [from, to] = [path.join(evalsets, 'noanswer'), path.join(folder, 'noanswer')];
  mkdirSync(to, { recursive: true });
  copyFileSync(path.join(evalsets, 'bq-judged', 'bank.tsv'), path.join(to, 'bank.tsv'));
  for (const kind of ['far', 'near'])
    copyFileSync(path.join(from, `${kind}.tsv`), path.join(to, `${kind}.tsv`));
  const answerable = readTsv(path.join(from, 'answerable.tsv'));
  writeTsv(
    path.join(to, 'answerable.tsv'),
    answerable.filter(([, text]) => isHeldOut(text!)),
  );
}

function writeTsv(file: string, rows: readonly (readonly string[])[]): void {
  writeFileSync(file, rows.map((row) => `${row.join('\t')}\n`).join(''));
}
