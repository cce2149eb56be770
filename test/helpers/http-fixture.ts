import { pino } from 'pino';
import { createApp } from '../../src/http/create-app.ts';
import type { HttpOptions } from '../../src/http/http-options.ts';
import { apiClient, type ApiClient } from './api-client.ts';
import { fakeServices, FAKE_KEYS, type FakeServices } from './fake-services/fake-services.ts';
import { MemoryIdempotencyStore } from './memory-idempotency-store.ts';

/** Authorization headers of the fake's keys. */
export const OWNER = { Authorization: `Bearer ${FAKE_KEYS.owner}` };
export const EDITOR = { Authorization: `Bearer ${FAKE_KEYS.editor}` };
export const READER = { Authorization: `Bearer ${FAKE_KEYS.reader}` };

export interface HttpFixture {
  api: ApiClient;
  services: FakeServices;
  app: ReturnType<typeof createApp>;
  /** Lines of the log, parsed. */
  log: Record<string, unknown>[];
}

/** The HTTP door over fake services. */
export function httpFixture(options: Partial<HttpOptions> & { logLevel?: string } = {}): HttpFixture {
  const services = fakeServices();
  const log: Record<string, unknown>[] = [];
  const { logLevel = 'info', ...rest } = options;
  const logger = pino(
    { level: logLevel, base: null, serializers: { error: pino.stdSerializers.err } },
    { write: (line: string) => log.push(JSON.parse(line) as Record<string, unknown>) },
  );
  const app = createApp(services, { logger, idempotency: new MemoryIdempotencyStore(), ...rest });
  return { api: apiClient(app), services, app, log };
}

/** A search that finds the fake's question. */
export const SEARCH = '/api/v1/search?q=%E4%BF%A1%E7%94%A8%E5%8D%A1';

/** The error that the body of a response is. */
export const errorOf = (response: { body: unknown }) =>
  (response.body as { error: { code: string; message: string; requestId: string; details: object[] } }).error;
