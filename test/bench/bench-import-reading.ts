import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { printTable } from './figures.ts';
import { ON_BUILT_PROGRAM } from './on-built-program.ts';
import { READERS } from './readers/reader.ts';
import { writeReadingLoad } from './readers/reading-load.ts';

export interface ImportReadingBenchOptions {
  /** Rows of eight columns, the header not among them. */
  size: number;
  /** Times every file is read, each in a process of its own; the median counts. */
  rounds: number;
  /** Where to write the figures. */
  json: string | undefined;
}

interface ReadingFigures {
  readMs: number;
  /** Of all threads; says more than `readMs` where the machine has other work too. */
  cpuMs: number;
  peakMb: number;
  rows: number;
}

/** Whole files read into memory, one library and one file a process: how long, and how much memory at most. */
export async function benchImportReading({ size, rounds, json }: ImportReadingBenchOptions): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jieda-bench-'));
  try {
    const files = await writeReadingLoad(folder, size);
    const results = Object.entries(files).flatMap(([format, file]) => {
      const megabytes = (statSync(file).size / 2 ** 20).toFixed(1);
      console.log(
        `\nimport-reading: ${size} rows × 8 columns, .${format} of ${megabytes} MB, ${rounds} rounds`,
      );
      const names = Object.keys(READERS).filter((name) => READERS[name]!.formats.includes(format));
      const figures = names.map((name) => ({ name, format, ...median(rounds, () => measure(name, file)) }));
      printTable(figures);
      return figures;
    });
    if (json) writeFileSync(json, `${JSON.stringify({ readers: results }, null, 2)}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function median(rounds: number, once: () => ReadingFigures): ReadingFigures {
  const all = Array.from({ length: rounds }, once).sort((a, b) => a.cpuMs - b.cpuMs);
  return all[Math.floor(rounds / 2)]!;
}

function measure(name: string, file: string): ReadingFigures {
  const script = path.join(import.meta.dirname, 'measure-reader.ts');
  const output = execFileSync(process.execPath, [...ON_BUILT_PROGRAM, script, name, file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output) as ReadingFigures;
}
