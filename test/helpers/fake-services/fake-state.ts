import type { Served } from '../../../src/service/served.ts';

/** What tests may turn. */
export interface FakeState {
  ready: boolean;
  cache: Served<unknown>['cache'];
  degraded: ('store' | 'cache')[];
  /** Thrown by the next call that answers a user. */
  failure: unknown;
  /** Milliseconds that answering takes. */
  delayMs: number;
  /** What the last feedback said. */
  feedback: unknown;
}
