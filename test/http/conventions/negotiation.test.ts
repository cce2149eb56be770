/**
 * 1. Responses are of a type that is accepted; HEAD has the headers of GET.
 * 2. Nothing is sent again that has not changed.
 * 3. What is large is compressed for those who ask.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import { errorOf, httpFixture, type HttpFixture, SEARCH } from '../../helpers/http-fixture.ts';

let http: HttpFixture;
beforeEach(() => {
  http = httpFixture();
});

describe('negotiation', () => {
  it.each(['application/json', '*/*', 'text/html, application/*;q=0.5'])(
    'takes Accept: %s',
    async (accept) => {
      await http.api.get(SEARCH).set('Accept', accept).expect(200);
    },
  );

  it('refuses to produce what it cannot', async () => {
    const response = await http.api.get(SEARCH).set('Accept', 'text/html');
    expect(response.status).toBe(406);
    expect(errorOf(response).code).toBe('not_acceptable');
  });

  it('answers HEAD with the headers of GET', async () => {
    const get = await http.api.get(SEARCH);
    const head = await http.api.head(SEARCH);
    expect(head.status).toBe(200);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
    expect(head.headers['etag']).toBe(get.headers['etag']);
  });
});

describe('caching', () => {
  it('answers 304 while nothing has changed', async () => {
    const { headers } = await http.api.get(SEARCH);
    const again = await http.api.get(SEARCH).set('If-None-Match', `"other", ${headers['etag']!}`);
    expect(again.status).toBe(304);
    expect(again.text).toBe('');
    expect(again.headers['etag']).toBe(headers['etag']);
    await http.api.get(SEARCH).set('If-None-Match', '"other"').expect(200);
  });
});

it('compresses from 1 KiB on, for those who ask', async () => {
  const small = await http.api.get(SEARCH).set('Accept-Encoding', 'gzip');
  expect(small.headers).not.toHaveProperty('content-encoding');
  const large = await http.api.get('/openapi.json').set('Accept-Encoding', 'gzip');
  expect(large.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
  const plain = await http.api.get('/openapi.json').set('Accept-Encoding', 'identity');
  expect(plain.headers).not.toHaveProperty('content-encoding');
});
