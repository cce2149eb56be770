import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import type { Response } from 'supertest';
import { createOpenApiDocument } from '../../src/http/contract/openapi-document.ts';

interface OpenApiResponse {
  headers?: Record<string, { required?: boolean }>;
  content?: Record<string, { schema?: object }>;
}

type OpenApiOperation = Record<'responses', Record<string, OpenApiResponse>> & { operationId: string };

export const openApi = createOpenApiDocument('test') as {
  paths: Record<string, Record<string, OpenApiOperation>>;
};

const ajv = new Ajv2020({ strict: false, allErrors: true });
// The package is CommonJS whose types say otherwise.
(addFormatsModule as unknown as typeof addFormatsModule.default)(ajv);
ajv.addSchema(openApi, 'openapi');

/** The documented path that a URL belongs to; undefined where there is none. */
function templateOf(url: string): string | undefined {
  const path = url.split('?')[0]!;
  const matches = (template: string): boolean =>
    new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);
  const candidates = Object.keys(openApi.paths).filter(matches);
  return candidates.find((template) => !template.endsWith('}')) ?? candidates[0];
}

/**
 * Checks that the document foresees a response: status, media type, headers and body.
 * @throws Error saying what does not conform
 */
export function demandConformance(method: string, url: string, response: Response): void {
  const template = templateOf(url);
  const name = `${method.toUpperCase()} ${url} → ${String(response.status)}`;
  const fail = (reason: string): never => {
    throw new Error(`${name}: ${reason}\n${response.text}`);
  };
  if (response.headers['x-request-id'] === undefined) fail('no X-Request-Id');
  const operation =
    template === undefined ? undefined : openApi.paths[template]?.[method === 'head' ? 'get' : method];
  if (operation === undefined) {
    if (response.status >= 400) validate('#/components/schemas/Error', response.body, fail);
    return;
  }
  const documented = operation.responses[String(response.status)] ?? fail('status is not documented');
  for (const [header, { required }] of Object.entries(documented.headers ?? {})) {
    if (required === true && response.headers[header.toLowerCase()] === undefined)
      fail(`no header ${header}`);
  }
  if (method === 'head' || documented.content === undefined) {
    if (response.text) fail('has a body');
    return;
  }
  const mediaType = String(response.headers['content-type']).split(';')[0]!;
  const content = documented.content[mediaType] ?? fail(`media type ${mediaType} is not documented`);
  if (content.schema === undefined) return;
  const steps = [
    'paths',
    template!,
    method,
    'responses',
    String(response.status),
    'content',
    mediaType,
    'schema',
  ];
  const pointer = `#/${steps.map((step) => encodeURIComponent(step.replaceAll('/', '~1'))).join('/')}`;
  const values: unknown[] = mediaType === 'application/x-ndjson' ? ndjson(response.text) : [response.body];
  for (const value of values) validate(pointer, value, fail);
}

function validate(pointer: string, value: unknown, fail: (reason: string) => never): void {
  const check: ValidateFunction | undefined = ajv.getSchema(`openapi${pointer}`);
  if (check === undefined) return fail(`no schema at ${pointer}`);
  if (!check(value)) fail(ajv.errorsText(check.errors));
}

function ndjson(text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}
