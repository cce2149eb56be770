/** Reads one file with one library and prints the figures as JSON. Its own process, for its memory. */
import { READERS } from './readers/reader.ts';

const [name = '', file = ''] = process.argv.slice(2);
const read = await READERS[name]!.load();
const before = process.cpuUsage();
const started = performance.now();
const rows = await read(file);
const readMs = Math.round(performance.now() - started);
const { user, system } = process.cpuUsage(before);
const cpuMs = Math.round((user + system) / 1000);
const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ readMs, cpuMs, peakMb, rows }));
