/** Tells every process that a bank has changed. Best effort: polling the change log is the safety net. */
export interface ChangeNotifier {
  announce(bank: string): Promise<void>;
  /** Calls `listener` for announcements of any process, this one included, until `close`. */
  subscribe(listener: (bank: string) => void): void;
  close(): Promise<void>;
}
