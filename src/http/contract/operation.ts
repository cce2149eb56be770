import { z } from 'zod';
import type { ErrorCode } from '../../errors.ts';
import type { NDJSON_MEDIA_TYPE } from './media-types.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What the headers of a successful response say beyond `X-Request-Id`. */
export type HeaderGroup = 'search' | 'etag' | 'link' | 'location' | 'download';

/** The one successful response of an operation. */
export interface Success {
  readonly status: 200 | 201 | 202 | 204;
  readonly description: string;
  /** Absent with 204. */
  readonly mediaType?: string;
  /** Schema of the body, or of one line of it for NDJSON; absent for binary bodies. */
  readonly schema?: z.ZodType;
  readonly example?: unknown;
  readonly headers?: readonly HeaderGroup[];
}

/** A request body that is not one JSON value: it is read by the handler. */
export interface Upload {
  readonly mediaType: typeof NDJSON_MEDIA_TYPE | 'multipart/form-data';
  readonly schema: z.ZodType;
  readonly description: string;
  readonly example?: unknown;
}

/**
 * One route, said once: the router registers it, the runner checks its input by it, and OpenAPI shows it.
 */
export interface Operation<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
> {
  readonly id: string;
  readonly method: Method;
  /** OpenAPI template such as `/api/v1/banks/{bank}`. */
  readonly path: string;
  readonly tag: Tag;
  /** One line in Chinese. */
  readonly summary: string;
  readonly description?: string;
  /** `key`: an anonymous caller is turned away at the door. */
  readonly access: 'open' | 'key';
  readonly params: Params;
  readonly query: Query;
  /** Schema of a JSON body. */
  readonly body: Body | null;
  readonly bodyExample?: unknown;
  readonly upload?: Upload;
  /** Request headers with a meaning here. */
  readonly reads?: readonly ('If-Match' | 'Idempotency-Key')[];
  /** Not bound by the request timeout: the work grows with the file. */
  readonly long?: boolean;
  readonly success: Success;
  /** Beyond those that every route of its kind can give (contract/error-groups.ts). */
  readonly errors: readonly ErrorCode[];
}

export const TAGS = ['问答', '题库', '问题', '导入导出', '词典与同义词', '运维'] as const;
export type Tag = (typeof TAGS)[number];

/** Whether a request may come without a body: a POST of which every field may be left out. */
export function mayLackBody({ method, body }: Pick<Operation, 'method' | 'body'>): boolean {
  return method === 'post' && body?.safeParse({}).success === true;
}

/** For operations without path parameters, and for those without query parameters. */
export const nothing = z.strictObject({});

type Optional = 'params' | 'query' | 'body' | 'access' | 'errors';

/** An operation with the defaults filled in: no parameters, no body, open, no errors of its own. */
export function defineOperation<
  Params extends z.ZodObject = typeof nothing,
  Query extends z.ZodObject = typeof nothing,
  Body extends z.ZodType = z.ZodUndefined,
>(
  operation: Omit<Operation<Params, Query, Body>, Optional> & {
    readonly params?: Params;
    readonly query?: Query;
    readonly body?: Body;
    readonly access?: 'open' | 'key';
    readonly errors?: readonly ErrorCode[];
  },
): Operation<Params, Query, Body> {
  return Object.freeze({
    params: nothing as unknown as Params,
    query: nothing as unknown as Query,
    body: null,
    access: 'open',
    errors: [],
    ...operation,
  });
}
