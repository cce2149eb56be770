import type { Config } from '../config/config.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import type { QuestionDocument } from '../engine/index.ts';
import type { Caller } from '../service/caller.ts';
import type { Store } from '../service/ports/store.ts';
import type { QuestionAnswering } from '../service/use-cases/question-answering.ts';
import type { Services } from '../service/use-cases/services.ts';
import type { Daemon } from './daemon/daemon.ts';
import type { Terminal } from './terminal/terminal.ts';

/** Something open that holds the process until it is closed. */
export interface Opened<T> {
  readonly value: T;
  close: () => Promise<void>;
}

/** What the commands are given. The parts are loaded when a command asks for them. */
export interface Runtime {
  readonly terminal: Terminal;
  /** For audit columns: the user of the operating system. */
  readonly caller: Caller;
  readonly version: string;
  /** @throws ConfigError with every fault at once */
  loadConfig(): LoadedConfig;
  /** The store as it is; the schema may be missing. */
  openStore(config: Config): Promise<Store>;
  /**
   * The use cases over the migrated store, without a server.
   * @param searchable whether the banks are indexed, so that `answering` answers
   */
  openServices(config: Config, searchable: boolean): Promise<Opened<Services>>;
  /** The workbook to fill in for an import. Needs no store. */
  importTemplate(): AsyncIterable<Uint8Array>;
  /**
   * Searches over these documents alone, as the service searches a bank of this name.
   * @param modelFile in place of the ranking model of the product
   */
  openAnswering(
    config: Config,
    bank: string,
    documents: readonly QuestionDocument[],
    modelFile?: string,
  ): Promise<QuestionAnswering>;
  /**
   * Serves until the process is asked to stop, then finishes the requests under way.
   * @param workers processes to serve with; null: as the configuration says
   */
  serve(loaded: LoadedConfig, workers: number | null): Promise<void>;
  /** The service in the background whose pid file the configuration names. */
  openDaemon(config: Config): Daemon;
  /** Answers of the parts that `doctor` looks at. */
  readonly probes: Probes;
}

/** Each rejects, or throws, with the reason when its part is not as it should be. */
export interface Probes {
  /** @returns name of the segmenter, and why it is not the preferred one (null: it is) */
  segmenter(config: Config): Promise<{ name: string; fallbackReason: string | null }>;
  /** @returns round trip in milliseconds */
  redis(redisUrl: string): Promise<number>;
}
