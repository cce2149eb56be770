/** Pages: the built one, the stand-in, the documentation. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { httpFixture } from '../helpers/http-fixture.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';

describe('with built pages', () => {
  const webRoot = mkdtempSync(join(tmpdir(), 'jieda-web-'));
  beforeAll(() => {
    mkdirSync(join(webRoot, 'assets'));
    writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>解答</title>');
    writeFileSync(join(webRoot, 'assets', 'index-BpX3kQ9a.js'), 'export {}');
    writeFileSync(join(webRoot, 'assets', 'logo.svg'), '<svg/>');
    writeFileSync(join(webRoot, '.env'), 'secret');
  });
  afterAll(() => {
    rmSync(webRoot, { recursive: true });
  });

  it.each([
    ['/', 'no-cache', 'text/html; charset=utf-8'],
    ['/index.html', 'no-cache', 'text/html; charset=utf-8'],
    ['/assets/index-BpX3kQ9a.js', IMMUTABLE, 'text/javascript; charset=utf-8'],
    ['/assets/logo.svg', 'no-cache', 'image/svg+xml'],
  ])('serves %s with %s', async (path, cacheControl, type) => {
    const { api } = httpFixture({ webRoot });
    const response = await api.get(path);
    expect(response.status).toBe(200);
    expect(response.headers).toMatchObject({ 'cache-control': cacheControl, 'content-type': type });
    const again = await api.get(path).set('If-None-Match', response.headers['etag']!);
    expect(again.status).toBe(304);
  });

  it.each(['/assets/logo.svg', '/docs', '/docs/docs.css'])('%s is always whole', async (path) => {
    const { api } = httpFixture({ webRoot });
    for (const range of ['bytes=1-2', 'bytes=9999999-', 'bytes=5-1']) {
      await api.get(path).set('Range', range).expect(200);
    }
  });

  it.each(['/assets/gone.js', '/.env', '/../package.json', '/%2e%2e/package.json'])(
    '%s is not there',
    async (path) => {
      const response = await httpFixture({ webRoot }).api.get(path);
      expect(response.status).toBe(404);
      expect(response.body).toMatchObject({ error: { code: 'route_not_found' } });
    },
  );
});

it.each([null, '/nowhere'])('without built pages (%s) there is a short one with links', async (webRoot) => {
  const { api } = httpFixture({ webRoot });
  const response = await api.get('/');
  expect(response.status).toBe(200);
  expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
  for (const link of ['/docs', '/openapi.json', '/readyz']) expect(response.text).toContain(`href="${link}"`);
  await api.post('/').expect(404);
});

describe('the documentation', () => {
  const { api } = httpFixture({ version: '1.2.3' });

  it('GET /openapi.json is OpenAPI 3.1, with a tag', async () => {
    const response = await api.get('/openapi.json');
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(response.body).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' } });
    await api.get('/openapi.json').set('If-None-Match', response.headers['etag']!).expect(304);
  });

  it('GET /docs is a page of files, without inline script', async () => {
    const page = await api.get('/docs');
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.text).not.toMatch(/<script(?![^>]* src=)/);
    const files = [...page.text.matchAll(/(?:src|href)="(\/docs\/[^"]+)"/g)].map(([, file]) => file!);
    expect(files).toEqual(['/docs/docs.css', '/docs/docs.js']);
    for (const file of files) await api.get(file).expect(200);
  });
});

it('other doors hang beside the API', async () => {
  const { api } = httpFixture({
    mounts: [{ path: '/wechat', handler: (_request, response) => void response.type('text').send('echo') }],
  });
  const response = await api.get('/wechat/acme?echostr=1');
  expect(response.text).toBe('echo');
});
