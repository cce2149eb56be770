/**
 * `npm run bench [-- PART …]`: `engine` and `http`, or the parts named, `import-reading` among them, each with
 * its own options (see their files).
 * Prints tables and writes JSON. Compare within one run only: machines differ and are noisy.
 */
import { parseArgs } from 'node:util';
import { benchEngines } from './bench-engines.ts';
import { benchHttp } from './bench-http.ts';
import { benchImportReading } from './bench-import-reading.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '100000' },
    questions: { type: 'string' },
    bank: { type: 'string' },
    queries: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    json: { type: 'string' },
  },
});

const parts = positionals.length === 0 ? ['engine', 'http'] : positionals;
for (const part of parts) {
  if (part === 'engine') {
    const { questions, bank, queries, json } = values;
    await benchEngines({
      size: Number(values.size),
      rounds: Number(values.rounds),
      questions,
      bank,
      queries,
      json,
    });
  } else if (part === 'http') {
    await benchHttp({ rounds: Number(values.rounds), seconds: Number(values.seconds), json: values.json });
  } else if (part === 'import-reading') {
    const { size, rounds, json } = values;
    await benchImportReading({ size: Number(size), rounds: Number(rounds), json });
  } else {
    throw new Error(`No such part: ${part}. There are engine, http and import-reading.`);
  }
}
