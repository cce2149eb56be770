import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { mustRunJieda } from '../helpers/jieda-command.ts';
import { jiedaServer } from '../helpers/jieda-server.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { percentile, printTable } from './figures.ts';

const REPOSITORY = path.join(import.meta.dirname, '../..');

/** From the command to the first answer of `/readyz`, with the sample bank in SQLite. */
export async function benchStart({
  rounds,
  json,
}: {
  rounds: number;
  json: string | undefined;
}): Promise<void> {
  const folder = temporaryFolder('bench-start');
  const data = { JIEDA_DATA_DIR: folder.path, JIEDA_LOG_LEVEL: 'error' };
  await mustRunJieda(['import', path.join(REPOSITORY, 'data/finance.xlsx'), '--bank', 'finance'], data);
  const ms: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const server = await jiedaServer(data, '/readyz', 'built');
    const started = performance.now();
    await server.start();
    ms.push(performance.now() - started);
    await server.stop();
  }
  folder.remove();
  const figures = { medianMs: Math.round(percentile(ms, 0.5)), slowestMs: Math.round(Math.max(...ms)) };
  console.log(`\nstart: ready to answer with the sample bank, ${String(rounds)} rounds`);
  printTable([figures]);
  if (json) writeFileSync(json, `${JSON.stringify({ start: figures }, null, 2)}\n`);
}
