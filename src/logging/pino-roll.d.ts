declare module 'pino-roll' {
  import type { pino } from 'pino';

  /** The options of pino-roll that are used here; the package has no types of its own. */
  export interface RollOptions {
    file: string;
    /** Number and unit, such as `50m`, `1024b`. */
    size: string;
    frequency: 'daily';
    limit: { count: number; removeOtherLogFiles: boolean };
    mkdir: boolean;
    sync: boolean;
  }

  export default function rollingFile(options: RollOptions): Promise<ReturnType<typeof pino.destination>>;
}
