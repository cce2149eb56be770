import { fileURLToPath } from 'node:url';
import express, { type RequestHandler, type Router } from 'express';
import { fingerprintOf } from '../../service/fingerprint.ts';
import { isFresh, weakTag } from '../entity-tag.ts';

const ASSETS = fileURLToPath(new URL('./assets/', import.meta.url));

/**
 * /openapi.json and the page at /docs that shows it. The page is plain files without inline script.
 * @param createDocument called when the document is first asked for, since that takes a while
 */
export function docsPage(createDocument: () => object): Router {
  const router = express.Router();
  router.get('/openapi.json', sendDocument(createDocument));
  router.get('/docs', (_request, response) => {
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile('index.html', { root: ASSETS, cacheControl: false, acceptRanges: false });
  });
  router.use('/docs', express.static(ASSETS, { index: false, maxAge: 0, acceptRanges: false }));
  return router;
}

function sendDocument(createDocument: () => object): RequestHandler {
  let made: { text: string; tag: string } | null = null;
  const make = (): { text: string; tag: string } => {
    const text = JSON.stringify(createDocument());
    return { text, tag: weakTag(fingerprintOf(text)) };
  };
  return (request, response) => {
    const { text, tag } = (made ??= make());
    response.setHeader('Cache-Control', 'no-cache');
    response.setHeader('ETag', tag);
    if (isFresh(request.headers['if-none-match'], tag)) response.status(304).end();
    else response.type('json').send(text);
  };
}
