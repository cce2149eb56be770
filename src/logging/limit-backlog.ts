import type { pino } from 'pino';

/** What pino.destination and pino-roll both give. */
export type Destination = ReturnType<typeof pino.destination>;

/** What cannot be written waits for room; beyond this lines are lost rather than the memory. */
const LONGEST_BACKLOG_BYTES = 8 * 1024 * 1024;

/**
 * The door to `destination` that survives a full disk: lines wait until they can be written, up to a limit, and
 * standard error says once that they cannot.
 */
export function limitBacklog(destination: Destination): Pick<Destination, 'write'> {
  let waitingBytes = 0;
  let isFailing = false;
  destination.on('write', (bytes: number) => {
    waitingBytes -= bytes;
    isFailing = false;
  });
  destination.on('error', (error: Error) => {
    if (!isFailing) process.stderr.write(`log: ${error.message}\n`);
    isFailing = true;
  });
  return {
    write(lines) {
      const isFull = waitingBytes >= LONGEST_BACKLOG_BYTES;
      if (!isFull) waitingBytes += Buffer.byteLength(lines);
      // Even an empty line makes it try again to write those that wait.
      return destination.write(isFull ? '' : lines);
    },
  };
}
