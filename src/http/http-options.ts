import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { IdempotencyStore } from '../service/ports/idempotency-store.ts';

/** Requests of one client: a bucket of `burst` that refills at `perSecond`. Both > 0. */
export interface RateLimit {
  perSecond: number;
  burst: number;
}

/** Another door on the same port, such as the WeChat webhook. It answers errors in its own form. */
export interface Mount {
  /** Path prefix such as `/wechat`. */
  path: string;
  handler: RequestHandler;
}

/** The processes at the same port, this one among them: their metrics are shown as one. */
export interface Siblings {
  /** Sets what this process tells the one that is asked. */
  reportWith(makeReport: () => Promise<unknown>): void;
  /** The reports of those that answer. @throws Error when none can be had */
  collectReports(): Promise<unknown[]>;
}

export interface HttpOptions {
  logger: Logger;
  /** Where responses to requests with an Idempotency-Key are kept. */
  idempotency: IdempotencyStore;
  /** Version of the product, shown in the documentation. Default `dev`. */
  version?: string;
  /** Origins such as `https://app.example.com` that pages may call from. Empty: no CORS headers at all. */
  corsOrigins?: readonly string[];
  /** Largest JSON body in bytes. Default 1 MiB. */
  maxBodyBytes?: number;
  /** Largest uploaded file or NDJSON body in bytes. Default 50 MiB. */
  maxImportBytes?: number;
  /** Longest URL in bytes. Default 8 KiB. */
  maxUrlBytes?: number;
  /** Longest work on one request in milliseconds; imports, bulk writes and exports are exempt. Default 10 s. */
  requestTimeoutMs?: number;
  /** Express's `trust proxy`: whose X-Forwarded-For is believed. Default false: nobody's. */
  trustProxy?: boolean | number | string;
  /** Folder of the built pages, served at `/`; null or missing: a short page with links. */
  webRoot?: string | null;
  /** Whether /metrics exists. Default true. */
  metrics?: boolean;
  /** Whether request logs carry the text of queries above level debug. Default false. */
  logQueries?: boolean;
  /** Null: no limit, as behind nginx, which has its own. Default null. */
  rateLimit?: RateLimit | null;
  /** Null: this process serves alone. Default null. */
  siblings?: Siblings | null;
  /** Default none. */
  mounts?: readonly Mount[];
}

/** The options with every default filled in. */
export type HttpSettings = Required<HttpOptions>;

export const HTTP_DEFAULTS: Readonly<Omit<HttpSettings, 'logger' | 'idempotency'>> = Object.freeze({
  version: 'dev',
  corsOrigins: [],
  maxBodyBytes: 1024 * 1024,
  maxImportBytes: 50 * 1024 * 1024,
  maxUrlBytes: 8 * 1024,
  requestTimeoutMs: 10_000,
  trustProxy: false,
  webRoot: null,
  metrics: true,
  logQueries: false,
  rateLimit: null,
  siblings: null,
  mounts: [],
});
