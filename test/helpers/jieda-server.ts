import { freePort } from './free-port.ts';
import { jiedaCommand, type Environment, type Program } from './jieda-command.ts';
import { serverProcess, type ServerProcess } from './server-process.ts';

export interface JiedaServer extends ServerProcess {
  readonly port: number;
  /** `http://127.0.0.1:port` */
  readonly address: string;
}

/**
 * A real `jieda serve` on a free port, not yet started.
 * @param startedAt the path that answers 200 when `start` is to resolve: `/healthz` as soon as it listens,
 * `/readyz` when it can answer questions
 */
export async function jiedaServer(
  environment: Environment,
  startedAt: '/healthz' | '/readyz' = '/healthz',
  program: Program = 'source',
): Promise<JiedaServer> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const server = serverProcess({
    ...jiedaCommand(['serve'], { JIEDA_PORT: String(port), ...environment }, program),
    isReady: async () => (await fetch(address + startedAt)).ok,
  });
  // Not by `Object.assign`, which would copy what `pid` and `output` are now.
  return Object.defineProperties(server as JiedaServer, {
    port: { value: port },
    address: { value: address },
  });
}

/** A real `jieda serve` on a free port, ready to answer questions. */
export async function startJieda(
  environment: Environment,
  program: Program = 'source',
): Promise<JiedaServer> {
  const server = await jiedaServer(environment, '/readyz', program);
  await server.start();
  return server;
}
