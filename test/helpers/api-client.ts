import type { Express } from 'express';
import request, { type Response, type Test } from 'supertest';
import { demandConformance } from './openapi-conformance.ts';

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'] as const;

export type ApiClient = Record<(typeof METHODS)[number], (url: string) => Test>;

/**
 * supertest for an app, or a server at an address, where every response must conform to /openapi.json.
 * Bodies that are not JSON are in `response.text`.
 */
export function apiClient(target: Express | string): ApiClient {
  const agent = request(target);
  const methods = METHODS.map((method) => [
    method,
    (url: string) =>
      agent[method](url)
        .buffer(true)
        .parse(readBody)
        .expect((response: Response) => {
          if (method !== 'options') demandConformance(method, url, response);
        }),
  ]);
  return Object.fromEntries(methods) as ApiClient;
}

type Parser = Parameters<Test['parse']>[0];

/** JSON becomes `body`; everything is `text`. */
const readBody: Parser = (response, done) => {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => {
    const text = Buffer.concat(chunks).toString('utf8');
    (response as unknown as { text: string }).text = text;
    const isJson = (response.headers['content-type'] ?? '').startsWith('application/json') && text !== '';
    done(null, isJson ? JSON.parse(text) : {});
  });
};
