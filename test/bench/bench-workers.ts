import { writeFileSync } from 'node:fs';
import { eventually } from '../helpers/eventually.ts';
import { startJieda, type JiedaServer } from '../helpers/jieda-server.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { percentile, printTable } from './figures.ts';
import { fillService } from './service/fill-service.ts';
import { askPath, paraphrases } from './service/paraphrases.ts';
import { cpuOfTreeMs, memoryOfTreeMb } from './service/process-figures.ts';
import { wrk } from './service/wrk.ts';

export interface WorkersBenchOptions {
  /** Questions in the bank. */
  size: number;
  rounds: number;
  /** Of each measurement. */
  seconds: number;
  json: string | undefined;
}

interface Service {
  workers: number;
  server: JiedaServer;
  requestsPerSecond: number[];
  /** Processor time of the whole service for a request, each round. */
  cpuMs: number[];
  memoryMb: number;
}

const CONNECTIONS = 32;
const WORKERS = [1, 2, 3];

/**
 * `GET /api/v1/ask` with the cache off from one, two and three workers in turns, and the memory of each service.
 * wrk needs a part of the same cores, so that on two of them two workers cannot reach twice the throughput:
 * `timesByCpu` is what they reach where the load comes from elsewhere, from the processor time that a request costs.
 */
export async function benchWorkers({ size, rounds, seconds, json }: WorkersBenchOptions): Promise<void> {
  const folder = temporaryFolder('bench-workers');
  const data = { JIEDA_DATA_DIR: folder.path, JIEDA_LOG_LEVEL: 'warn', JIEDA_CACHE_MAX_BYTES: '0' };
  await fillService(folder.path, data, size);
  const paths = paraphrases().map(askPath);
  const services: Service[] = [];
  try {
    for (const workers of WORKERS) {
      const pidFile = { JIEDA_PID_FILE: `${folder.path}/${workers}.pid` };
      const server = await startJieda({ ...data, ...pidFile, JIEDA_WORKERS: String(workers) }, 'built');
      services.push({ workers, server, requestsPerSecond: [], cpuMs: [], memoryMb: 0 });
    }
    const load = { paths, connections: CONNECTIONS };
    for (const { server } of services) {
      await eventually(async () => (await fetch(`${server.address}/readyz`)).ok, 120_000);
      await wrk(folder.path, { ...load, url: server.address, seconds: 5 });
    }
    for (let round = 0; round < rounds; round++) {
      for (const service of services) {
        const { address: url, pid } = service.server;
        const before = cpuOfTreeMs(pid!);
        const requestsPerSecond = await wrk(folder.path, { ...load, url, seconds });
        service.requestsPerSecond.push(requestsPerSecond);
        service.cpuMs.push((cpuOfTreeMs(pid!) - before) / (requestsPerSecond * seconds));
      }
    }
    for (const service of services) service.memoryMb = memoryOfTreeMb(service.server.pid!);

    const { requestsPerSecond: alone, cpuMs: aloneCpuMs } = services[0]!;
    const figures = services.map(({ workers, requestsPerSecond, cpuMs, memoryMb }, at) => ({
      workers,
      requestsPerSecond: Math.round(percentile(requestsPerSecond, 0.5)),
      timesOneWorker: Number(
        percentile(
          requestsPerSecond.map((value, round) => value / alone[round]!),
          0.5,
        ).toFixed(2),
      ),
      cpuMsPerRequest: Number(percentile(cpuMs, 0.5).toFixed(3)),
      timesByCpu: Number(((workers * percentile(aloneCpuMs, 0.5)) / percentile(cpuMs, 0.5)).toFixed(2)),
      memoryMb: Math.round(memoryMb),
      moreThanBeforeMb: at === 0 ? 0 : Math.round(memoryMb - services[at - 1]!.memoryMb),
    }));
    console.log(
      `\nworkers: GET /api/v1/ask of ${size} questions, cache off, ${rounds} rounds of ${seconds} s, ` +
        `${CONNECTIONS} connections of wrk on the same machine, median round`,
    );
    printTable(figures);
    if (json) writeFileSync(json, `${JSON.stringify({ workers: figures }, null, 2)}\n`);
  } finally {
    await Promise.all(services.map(({ server }) => server.stop()));
    folder.remove();
  }
}
