/** Facts of a log line, by name. An error goes under `error`. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Where the service writes what operators should know. `error` only where someone must act now. */
export interface Logger {
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}
