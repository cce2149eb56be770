import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJiedaClient, JiedaError, type JiedaClientOptions } from '../../../src/client/index.ts';
import { scriptedService, type ScriptedService } from './scripted-service.ts';

let service: ScriptedService;
beforeEach(async () => {
  service = await scriptedService();
});
afterEach(() => service.close());

const client = (options: Partial<JiedaClientOptions> = {}) =>
  createJiedaClient({ baseUrl: service.url, ...options });

async function failureOf(call: Promise<unknown>): Promise<JiedaError> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(JiedaError);
  return error as JiedaError;
}

describe('failures', () => {
  it('of the service carry its code, message, request id, details and status', async () => {
    const details = [{ path: 'question', limit: 200, actual: 312 }];
    const error = { code: 'question_too_long', message: '问题最长 200 个字', requestId: 'r1', details };
    service.answerWith({ status: 422, body: { error } });
    expect(await failureOf(client().ask('…'))).toMatchObject({ ...error, status: 422 });
    expect(service.requests).toHaveLength(1);
  });

  it('of something in between are invalid responses with a message for users', async () => {
    service.answerWith({ status: 413, text: '<html>nginx</html>', headers: { 'X-Request-Id': 'r2' } });
    const error = await failureOf(client().search('信用卡'));
    expect(error).toMatchObject({ code: 'invalid_response', status: 413, requestId: 'r2' });
    expect(error.message).toContain('请稍后再试');
  });

  it('include a page where JSON was expected, as captive portals send', async () => {
    service.answerWith({ status: 200, text: '<html>登录 Wi-Fi</html>' });
    expect(await failureOf(client().search('信用卡'))).toMatchObject({ code: 'invalid_response' });
  });

  it('by a lost connection are `network`, with the cause', async () => {
    service.answerWith('hang-up');
    const error = await failureOf(client({ retries: 0 }).search('信用卡'));
    expect(error).toMatchObject({ code: 'network', status: null });
    expect(error.cause).toBeInstanceOf(Error);
  });

  it('of an adapter that throws are `network` too', async () => {
    const cause = new TypeError('no such scheme');
    const request = () => {
      throw cause;
    };
    const error = await failureOf(client({ retries: 0, request }).search('信用卡'));
    expect(error).toMatchObject({ code: 'network', cause });
  });

  it('by waiting too long are `timeout`', async () => {
    service.answerWith('hang');
    const error = await failureOf(client({ timeoutMs: 50, retries: 0 }).search('信用卡'));
    expect(error.code).toBe('timeout');
  });
});

describe('abort signals', () => {
  it('end a call under way', async () => {
    service.answerWith('hang');
    const controller = new AbortController();
    const call = client().ask('信用卡', { signal: controller.signal });
    const failure = failureOf(call);
    await expect.poll(() => service.requests.length).toBe(1);
    controller.abort();
    expect((await failure).code).toBe('aborted');
  });

  it('that are aborted already send nothing', async () => {
    service.answerWith({ status: 200, body: {} });
    expect((await failureOf(client().ask('信用卡', { signal: AbortSignal.abort() }))).code).toBe('aborted');
    expect(service.requests).toHaveLength(0);
  });

  it('end the pause before a retry', async () => {
    service.answerWith({ status: 503, text: '', headers: { 'Retry-After': '4' } });
    const controller = new AbortController();
    const call = client().search('信用卡', { signal: controller.signal });
    await expect.poll(() => service.requests.length).toBe(1);
    setTimeout(() => {
      controller.abort();
    }, 50);
    expect((await failureOf(call)).code).toBe('aborted');
    expect(service.requests).toHaveLength(1);
  });
});

describe('retries', () => {
  it('repeat a GET after passing failures', async () => {
    service.answerWith('hang-up', { status: 502, text: 'bad gateway' }, { status: 200, body: { hits: [] } });
    expect(await client().search('信用卡')).toEqual({ hits: [] });
    expect(service.requests).toHaveLength(3);
  });

  it('give up after so many', async () => {
    service.answerWith({ status: 503, text: '' });
    expect((await failureOf(client({ retries: 1 }).search('信用卡'))).status).toBe(503);
    expect(service.requests).toHaveLength(2);
  });

  it('take options given as undefined for those left out', async () => {
    service.answerWith({ status: 503, text: '' });
    const unset: object = { timeoutMs: undefined, retries: undefined };
    expect((await failureOf(client(unset).search('信用卡'))).status).toBe(503);
    expect(service.requests).toHaveLength(3);
  });

  it('never repeat a POST', async () => {
    service.answerWith({ status: 503, text: '' });
    await failureOf(client().ask('信用卡'));
    expect(service.requests).toHaveLength(1);
  });

  it('never repeat what will fail again', async () => {
    service.answerWith({ status: 404, body: { error: { code: 'bank_not_found', message: '没有' } } });
    await failureOf(client().search('信用卡'));
    expect(service.requests).toHaveLength(1);
  });

  it('wait as long as the service asks, and not at all if that is too long', async () => {
    service.answerWith({ status: 429, text: '', headers: { 'Retry-After': '1' } }, { status: 200, body: {} });
    const started = performance.now();
    await client().search('信用卡');
    expect(performance.now() - started).toBeGreaterThanOrEqual(990);

    service.answerWith({ status: 429, text: '', headers: { 'Retry-After': '60' } });
    expect((await failureOf(client().search('信用卡'))).status).toBe(429);
    expect(service.requests).toHaveLength(1);
  });
});
