/**
 * 1. Only pages of allowed origins may read responses; they may read errors too.
 * 2. Every response carries security headers.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import { httpFixture, type HttpFixture, SEARCH } from '../../helpers/http-fixture.ts';

let http: HttpFixture;
beforeEach(() => {
  http = httpFixture();
});

describe('CORS', () => {
  const origin = 'https://app.example.com';
  beforeEach(() => {
    http = httpFixture({ corsOrigins: [origin] });
  });

  it('lets allowed pages read responses and their headers', async () => {
    const response = await http.api.get(SEARCH).set('Origin', origin);
    expect(response.headers).toMatchObject({
      'access-control-allow-origin': origin,
      vary: expect.stringContaining('Origin') as string,
      'access-control-expose-headers': expect.stringContaining('X-Jieda-Cache') as string,
    });
  });

  it('answers their preflight', async () => {
    const response = await http.api
      .options('/api/v1/ask')
      .set('Origin', origin)
      .set('Access-Control-Request-Method', 'POST')
      .set('Access-Control-Request-Headers', 'content-type');
    expect(response.status).toBe(204);
    expect(response.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET,HEAD,POST,PUT,PATCH,DELETE',
      'access-control-max-age': '600',
    });
  });

  it.each(['https://evil.example.com', 'null'])('tells %s nothing', async (foreign) => {
    const get = await http.api.get(SEARCH).set('Origin', foreign);
    const preflight = await http.api
      .options('/api/v1/ask')
      .set('Origin', foreign)
      .set('Access-Control-Request-Method', 'POST');
    for (const { headers } of [get, preflight]) {
      expect(headers).not.toHaveProperty('access-control-allow-origin');
      expect(headers['vary']).toContain('Origin');
    }
  });

  it('says errors to allowed pages too', async () => {
    const response = await http.api.get('/api/v1/search').set('Origin', origin);
    expect(response.status).toBe(422);
    expect(response.headers['access-control-allow-origin']).toBe(origin);
  });

  it('is silent where no origin is allowed', async () => {
    const response = await httpFixture().api.get(SEARCH).set('Origin', origin);
    expect(response.headers).not.toHaveProperty('access-control-allow-origin');
    expect(response.headers['vary']).toBe('Accept-Encoding');
  });
});

it('every response carries security headers', async () => {
  const api = await http.api.get(SEARCH);
  expect(api.headers).toMatchObject({
    'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
  });
  expect(api.headers).not.toHaveProperty('x-powered-by');
  const page = await http.api.get('/');
  expect(page.headers['content-security-policy']).toContain("script-src 'self';");
  expect(page.headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/);
});
