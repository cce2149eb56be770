import type { Request } from 'express';
import { AppError } from '../../errors.ts';
import { demandContentType, readBody } from './read-body.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The JSON value in the body of a request.
 * @param limit in bytes
 * @throws AppError `unsupported_media_type`, `unsupported_encoding`, `body_too_large`, `malformed_json`
 */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  demandContentType(request, 'application/json');
  return parseJson(await readBody(request, limit));
}

/** @throws AppError `malformed_json` where the bytes are not UTF-8 or the text is not JSON */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes)) as unknown;
  } catch (cause) {
    throw new AppError('malformed_json', {}, { cause });
  }
}
