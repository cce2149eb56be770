import type { Logger } from '../ports/logger.ts';

/** Failures in a row of something the service can do without for a while; logged once per outage. */
export interface Outage {
  /** Failures since the last success. */
  readonly failures: number;
  failed(error: unknown): void;
  succeeded(): void;
}

/** @param what subject of the log lines, such as `The database` */
export function createOutage(what: string, logger: Logger): Outage {
  let failures = 0;
  return {
    get failures() {
      return failures;
    },
    failed(error) {
      failures++;
      if (failures === 1) logger.warn({ error }, `${what} is away; retrying`);
    },
    succeeded() {
      if (failures > 0) logger.info({ failures }, `${what} is back`);
      failures = 0;
    },
  };
}
