import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { describeError, ERROR_TABLE, type ErrorCode } from '../../errors.ts';
import { errorBody } from './error-body.ts';
import { errorsOf } from './error-groups.ts';
import { operations } from './operations.ts';
import { mayLackBody, TAGS, type HeaderGroup, type Operation } from './operation.ts';
import { readiness, ready } from './operators.ts';

const requestId = z.string().meta({ description: '请求编号；可由客户端给出（64 个以内的 A-Za-z0-9._-）' });

const RESPONSE_HEADERS: Record<HeaderGroup, Record<string, z.ZodType>> = {
  search: {
    'X-Jieda-Bank-Version': z.string().meta({ description: '题库版本' }),
    'X-Jieda-Cache': z
      .enum(['memory', 'redis', 'miss', 'bypass'])
      .meta({ description: '结果来自哪一级缓存' }),
    'X-Jieda-Degraded': z.string().optional().meta({ description: '暂时不可用的部分：store、cache' }),
    'Server-Timing': z.string().meta({ description: '分析、检索、排序各用多少毫秒' }),
  },
  etag: { ETag: z.string().meta({ description: '内容的标签；问题的标签是引号里的版本号' }) },
  link: { Link: z.string().meta({ description: 'first、prev、next、last 各页的地址' }) },
  location: { Location: z.string().meta({ description: '新建之物的地址' }) },
  download: { 'Content-Disposition': z.string().meta({ description: '文件名，UTF-8' }) },
};

const REQUEST_HEADERS = {
  'If-Match': z
    .string()
    .optional()
    .meta({ description: '所依据的版本，如 "3"；已被改动时返回 409', example: '"3"' }),
  'Idempotency-Key': z.string().optional().meta({
    description: '1–255 个可见的 ASCII 字符；同一键的重复请求得到同一响应，不会重复创建',
    example: 'a1b2c3',
  }),
};

/** The OpenAPI 3.1 document of every route, made from the contracts. A tenth of a second, so once a process. */
export function createOpenApiDocument(version: string): object {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describeOperation(operation) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: '解答（Jieda）问答搜索服务',
      version,
      description:
        'JSON，UTF-8。时间为带时区的 ISO 8601，编号为不透明的字符串。未知的参数与字段会报错。错误说明默认中文，Accept-Language: en 时为英文。',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: TAGS.map((name) => ({ name })),
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: '用 jieda key create 创建的密钥' },
      },
    },
    paths,
  });
}

function describeOperation(operation: Operation): ZodOpenApiOperationObject {
  const { id, tag, summary, description, access, params, query, reads = [], path } = operation;
  const isApi = path.startsWith('/api/');
  const header = z.object({
    'X-Request-Id': requestId.optional(),
    ...Object.fromEntries(reads.map((name) => [name, REQUEST_HEADERS[name]])),
  });
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    security: access === 'key' ? [{ apiKey: [] }] : isApi ? [{}, { apiKey: [] }] : [{}],
    requestParams: { path: params, query, header },
    ...describeBody(operation),
    responses: { ...describeErrors(operation), ...describeSuccess(operation) },
  };
}

function describeBody({
  method,
  body,
  bodyExample,
  upload,
}: Operation): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (body !== null) {
    const example = bodyExample === undefined ? {} : { example: bodyExample };
    const required = !mayLackBody({ method, body });
    return { requestBody: { required, content: { 'application/json': { schema: body, ...example } } } };
  }
  if (upload === undefined) return {};
  const { mediaType, schema, description, example } = upload;
  const content = { [mediaType]: { schema, ...(example === undefined ? {} : { example }) } };
  return { requestBody: { required: true, description, content } };
}

function describeSuccess({ success, method }: Operation): ZodOpenApiOperationObject['responses'] {
  const { status, description, mediaType, schema, example, headers = [] } = success;
  const shown = z.object(
    Object.assign(
      { 'X-Request-Id': requestId },
      ...headers.map((group) => RESPONSE_HEADERS[group]),
    ) as z.ZodRawShape,
  );
  const body = { ...(schema === undefined ? {} : { schema }), ...(example === undefined ? {} : { example }) };
  return {
    [`${status}`]: {
      description,
      headers: shown,
      ...(mediaType === undefined ? {} : { content: { [mediaType]: body } }),
    },
    ...(method === 'get' && headers.includes('etag')
      ? { '304': { description: '与 If-None-Match 所示相同' } }
      : {}),
  };
}

function describeErrors(operation: Operation): ZodOpenApiOperationObject['responses'] {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of errorsOf(operation)) {
    const { status } = ERROR_TABLE[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const responses: Record<string, object> = {};
  for (const [status, codes] of [...byStatus].sort(([a], [b]) => a - b)) {
    const schema =
      status === 503 && operation === (ready as Operation) ? z.union([readiness, errorBody]) : errorBody;
    responses[status] = {
      description: codes.map((code) => `${code}：${describeError(code, {}, 'zh')}`).join('；'),
      content: {
        'application/json': {
          schema,
          examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }])),
        },
      },
    };
  }
  return responses as ZodOpenApiOperationObject['responses'];
}

function exampleOf(code: ErrorCode): object {
  return { error: { code, message: describeError(code, {}, 'zh'), requestId: 'r-1', details: [] } };
}
