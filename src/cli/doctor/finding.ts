/** What one check found. */
export interface Finding {
  /** The part looked at, such as `数据库`. */
  readonly part: string;
  readonly state: 'good' | 'warning' | 'fault';
  /** What was found, in Chinese. */
  readonly message: string;
  /** What to do about it; absent when nothing needs to be done. */
  readonly advice?: string;
}

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
