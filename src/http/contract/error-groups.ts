import type { ErrorCode } from '../../errors.ts';
import type { Operation } from './operation.ts';

const everywhere: readonly ErrorCode[] = [
  'malformed_request',
  'not_acceptable',
  'url_too_long',
  'invalid_value',
  'too_many_requests',
  'internal',
  'timeout',
  // A wrong key is an error also where none is needed.
  'unauthenticated',
];
const withBody: readonly ErrorCode[] = [
  'malformed_json',
  'body_too_large',
  'unsupported_media_type',
  'unsupported_encoding',
];
const underApi: readonly ErrorCode[] = ['forbidden', 'store_unavailable', 'not_ready'];
const withIdempotencyKey: readonly ErrorCode[] = ['idempotency_conflict', 'idempotency_in_progress'];

/** Every error that an operation can answer with, each once. */
export function errorsOf(operation: Operation): ErrorCode[] {
  const hasBody = operation.body !== null || operation.upload !== undefined;
  return [
    ...new Set([
      ...everywhere,
      ...(hasBody ? withBody : []),
      ...(operation.path.startsWith('/api/') ? underApi : []),
      ...(operation.reads?.includes('If-Match') === true ? (['version_conflict'] as const) : []),
      ...(operation.reads?.includes('Idempotency-Key') === true ? withIdempotencyKey : []),
      ...operation.errors,
    ]),
  ];
}
