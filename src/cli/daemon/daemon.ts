/** The service in the background as the commands see it; `stale` and `isOther` as its pid file was left. */
export type DaemonState =
  | { kind: 'running'; pid: number; status: { workers: number; serving: boolean } }
  | { kind: 'stale'; pid: number; isOther: boolean }
  | { kind: 'absent' };

export interface Daemon {
  state(): DaemonState;
  /** Resolves when it serves. @throws Error with what it said, when it ended instead */
  launch(workers: number): Promise<void>;
  /** @returns whether it has ended in time @throws Error `EPERM` */
  stop(pid: number, withinMs: number): Promise<boolean>;
  /** @returns null: reloaded; else why not @throws Error `EPERM`, Error when it ends meanwhile */
  reload(pid: number): Promise<string | null>;
}
