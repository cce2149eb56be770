import { once } from 'node:events';
import { pino, type Level, type Logger } from 'pino';
import rollingFile from 'pino-roll';
import { limitBacklog, type Destination } from './limit-backlog.ts';

export interface LoggerOptions {
  /** Default `info`. */
  level?: Level | 'silent';
  /** Where it goes without files: 1, standard output, or 2, standard error. Default 1. */
  descriptor?: 1 | 2;
  /** Rotating files instead of standard output. */
  file?: LogFileOptions | null;
}

export interface LogFileOptions {
  /** Path of the files; a number is added before the extension, such as `jieda.1.log`. Its folder is made. */
  path: string;
  /** A file that has grown to so many bytes is followed by the next; so is one from yesterday. ≥ 1. */
  maxBytes: number;
  /** Old files to keep beside the current one, ≥ 1. */
  maxFiles: number;
}

/** A logger with the end of its stream. */
export interface OpenLogger {
  readonly logger: Logger;
  /** Writes whole lines of another log as they are. */
  write: (lines: string) => void;
  /** Opens the current file anew after something else has moved it away; does nothing without files. */
  reopen: () => void;
  /** Writes what is buffered. Log nothing afterwards. */
  close: () => Promise<void>;
}

const CLOSE_TIMEOUT_MS = 2000;

/**
 * Of errors, of those that they hold, and of those of several at once: stack traces, and the command or statement
 * that a driver quotes, which may hold what users ask.
 */
const FOR_DEBUGGING = ['stack', 'command', 'sql'].flatMap((field) => [
  `error.${field}`,
  `error.*.${field}`,
  `error.aggregateErrors[*].${field}`,
]);

/**
 * JSON lines with level, ISO time and process id, written in the background so that requests do not wait.
 * Errors go under `error`, with stack traces and what drivers quote from level `debug` down.
 * @throws when the log file cannot be opened
 */
export async function createLogger({
  level = 'info',
  descriptor = 1,
  file = null,
}: LoggerOptions = {}): Promise<OpenLogger> {
  const destination: Destination =
    file === null ? pino.destination({ fd: descriptor, sync: false }) : await openFile(file);
  const { write } = limitBacklog(destination);
  const logger = pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: pino.stdSerializers.err },
      redact: { paths: isForDebugging(level) ? [] : FOR_DEBUGGING, remove: true },
    },
    { write },
  );
  return {
    logger,
    write,
    reopen() {
      if (file !== null) destination.reopen();
    },
    async close() {
      // A stream that is asked to end while it reopens never says that it has closed.
      const closed = once(destination, 'close', { signal: AbortSignal.timeout(CLOSE_TIMEOUT_MS) });
      destination.end();
      // What is left where nothing can be written would be tried at the exit of the process, for ever.
      await closed.catch(() => {
        destination.destroy();
      });
    },
  };
}

function isForDebugging(level: LoggerOptions['level']): boolean {
  return level === 'debug' || level === 'trace';
}

async function openFile({ path, maxBytes, maxFiles }: LogFileOptions): Promise<Destination> {
  const destination = await rollingFile({
    file: path,
    size: `${String(maxBytes)}b`,
    frequency: 'daily',
    limit: { count: maxFiles, removeOtherLogFiles: true },
    mkdir: true,
    sync: false,
  });
  await once(destination, 'ready');
  return destination;
}
