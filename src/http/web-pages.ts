import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler, type Response } from 'express';

/** What Vite puts a content hash into never changes under its name. */
const HASHED = /[\\/]assets[\\/][^\\/]+-[\w-]{8,}\.\w+$/;

/** The built pages of `webRoot`; where there are none, a short page with links at `/`. */
export function webPages(webRoot: string | null): RequestHandler {
  if (webRoot === null || !existsSync(join(webRoot, 'index.html'))) return plainPage;
  // Nobody needs parts of files this small, and a part that is not there would be an error of its own.
  return express.static(webRoot, { setHeaders: setCacheHeaders, cacheControl: false, acceptRanges: false });
}

function setCacheHeaders(response: Response, path: string): void {
  response.setHeader('Cache-Control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
}

const plainPage: RequestHandler = (request, response, next) => {
  if (request.path !== '/' || (request.method !== 'GET' && request.method !== 'HEAD')) {
    next();
    return;
  }
  response.setHeader('Cache-Control', 'no-cache');
  response.type('html').send(PLAIN_PAGE);
};

const PLAIN_PAGE = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>解答</title>
<h1>解答</h1>
<p>服务正在运行。问答页面尚未构建（运行 npm run build 即可）。</p>
<ul>
<li><a href="/api/v1/search?q=信用卡">搜索示例：信用卡</a></li>
<li><a href="/docs">接口文档</a></li>
<li><a href="/openapi.json">OpenAPI 3.1</a></li>
<li><a href="/readyz">运行状态</a></li>
</ul>
</html>
`;
