/** Reads one file with one library and prints the figures as JSON. Its own process, for its memory. */
import { READERS } from './readers/reader.ts';

const [name = '', file = ''] = process.argv.slice(2);
const read = await READERS[name]!.load();
const started = performance.now();
const rows = await read(file);
const readMs = Math.round(performance.now() - started);
const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ readMs, peakMb, rows }));
