/** What the log says of a request, and what it keeps to itself. */
import { describe, expect, it } from 'vitest';
import { httpFixture, READER } from '../helpers/http-fixture.ts';

const question = '信用卡';

async function askBothWays(options: Parameters<typeof httpFixture>[0]) {
  const http = httpFixture(options);
  await http.api.post('/api/v1/ask').set(READER).send({ question });
  await http.api.get('/api/v1/ask').query({ q: question });
  return http.log;
}

describe('a line', () => {
  it('tells what was asked of whom, and how it went', async () => {
    const [line] = await askBothWays({});
    expect(line).toEqual({
      level: 30,
      time: expect.any(Number) as number,
      msg: 'request',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      method: 'POST',
      path: '/api/v1/ask',
      route: '/api/v1/ask',
      status: 200,
      ms: expect.any(Number) as number,
      ip: expect.stringContaining('127.0.0.1') as string,
      caller: 'key:reader',
      bank: 'finance',
      cache: 'miss',
    });
  });

  it('names the error and what was degraded', async () => {
    const http = httpFixture();
    http.services.state.degraded = ['store'];
    await http.api.get('/api/v1/search').query({ q: question });
    await http.api.get('/api/v1/search').query({ q: question, bank: 'no' });
    expect(http.log).toMatchObject([{ degraded: ['store'] }, { status: 404, error: 'bank_not_found' }]);
  });

  it('believes X-Forwarded-For only from trusted proxies', async () => {
    const ipOf = async (trustProxy: boolean | string) => {
      const http = httpFixture({ trustProxy });
      await http.api.get('/api/v1/categories').set('X-Forwarded-For', '203.0.113.7');
      return http.log[0]!['ip'];
    };
    expect(await ipOf(false)).not.toBe('203.0.113.7');
    expect(await ipOf('loopback')).toBe('203.0.113.7');
  });
});

describe('the text of queries', () => {
  const encoded = encodeURIComponent(question);

  it('is nowhere at info', async () => {
    const text = JSON.stringify(await askBothWays({}));
    expect(text).not.toContain(question);
    expect(text).not.toContain(encoded);
  });

  it.each([{ logLevel: 'debug' }, { logQueries: true }])('is there with %j', async (options) => {
    const lines = await askBothWays(options);
    expect(lines.map(({ query }) => query)).toEqual([question, question]);
  });
});

it('what operators poll is logged at debug only', async () => {
  const quiet = httpFixture();
  await quiet.api.get('/healthz');
  expect(quiet.log).toEqual([]);
  const loud = httpFixture({ logLevel: 'debug' });
  await loud.api.get('/healthz');
  expect(loud.log).toMatchObject([{ path: '/healthz', level: 20 }]);
});
