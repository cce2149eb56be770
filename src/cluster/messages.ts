/** What a worker tells its supervisor. */
export type WorkerMessage =
  /** It has read its banks, or found that it cannot for now; said again until it is let in. */
  | { kind: 'started'; ready: boolean }
  /** Why it ends by itself; of an error of the operating system also what was tried and how it failed. */
  | { kind: 'failed'; message: string; code: string | undefined; syscall: string | undefined }
  | { kind: 'announce'; bank: string }
  /** Asks for the report of every worker. */
  | { kind: 'collect'; id: number }
  /** Its own report, asked for by `report`, or its last, of no round: 0; null: it has none. */
  | { kind: 'reported'; id: number; report: unknown };

/** What a supervisor tells a worker. */
export type SupervisorMessage =
  /** Open the port and serve. */
  | { kind: 'open' }
  /** A sibling has changed a bank. */
  | { kind: 'announce'; bank: string }
  | { kind: 'report'; id: number }
  /** Answers `collect`: the reports that came in time, its own among them. */
  | { kind: 'collected'; id: number; reports: unknown[] };
