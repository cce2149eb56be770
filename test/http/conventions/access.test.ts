/**
 * 1. Administrators are asked for a key; one that is wrong is refused everywhere.
 * 2. URLs, bodies and the rate of requests have limits.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import { errorOf, httpFixture, type HttpFixture, READER, SEARCH } from '../../helpers/http-fixture.ts';

let http: HttpFixture;
beforeEach(() => {
  http = httpFixture();
});

describe('authentication', () => {
  it('is demanded of administrators', async () => {
    const response = await http.api.get('/api/v1/banks');
    expect(response.status).toBe(401);
    expect(response.headers['www-authenticate']).toBe('Bearer realm="jieda"');
    expect(errorOf(response).code).toBe('unauthenticated');
  });

  it.each(['Bearer wrong', 'Basic abc', 'Bearer', 'jd_owner'])(
    'refuses %j, also for searching',
    async (header) => {
      await http.api.get(SEARCH).set('Authorization', header).expect(401);
    },
  );

  it('takes the scheme in any case', async () => {
    await http.api.get('/api/v1/banks').set('Authorization', 'bearer jd_owner').expect(200);
  });
});

describe('limits', () => {
  it('on the URL', async () => {
    const response = await http.api.get(`/api/v1/search?q=${'a'.repeat(9000)}`);
    expect(response.status).toBe(414);
    expect(errorOf(response)).toMatchObject({ code: 'url_too_long', message: '请求地址最长 8192 字节' });
  });

  it('on the body', async () => {
    http = httpFixture({ maxBodyBytes: 100 });
    const body = { question: 'a'.repeat(200) };
    const response = await http.api.post('/api/v1/ask').send(body);
    expect(response.status).toBe(413);
    expect(errorOf(response).code).toBe('body_too_large');
  });

  it('on the rate, by address and key', async () => {
    http = httpFixture({ rateLimit: { perSecond: 0.1, burst: 2 } });
    await http.api.get(SEARCH).expect(200);
    await http.api.get(SEARCH).expect(200);
    const response = await http.api.get(SEARCH);
    expect(response.status).toBe(429);
    expect(Number(response.headers['retry-after'])).toBeGreaterThanOrEqual(9);
    expect(errorOf(response).code).toBe('too_many_requests');
    await http.api.get(SEARCH).set(READER).expect(200);
  });

  it('on the rate also where keys are guessed', async () => {
    http = httpFixture({ rateLimit: { perSecond: 0.1, burst: 2 } });
    const guess = () => http.api.get(SEARCH).set('Authorization', 'Bearer guess');
    await guess().expect(401);
    await guess().expect(401);
    await guess().expect(429);
  });
});
