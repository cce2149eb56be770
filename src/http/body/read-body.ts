import type { Request } from 'express';
import { AppError } from '../../errors.ts';

/**
 * Demands a content type, and a body that is not compressed.
 * @throws AppError `unsupported_media_type`, `unsupported_encoding`
 */
export function demandContentType(request: Request, expected: string): void {
  const header = request.headers['content-type'] ?? '';
  const [type = '', ...parameters] = header.toLowerCase().split(';');
  const charset = parameters
    .map((parameter) => parameter.trim())
    .find((parameter) => parameter.startsWith('charset='));
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
  if (type.trim() !== expected || !isUtf8) {
    throw new AppError('unsupported_media_type', { actual: header, expected });
  }
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new AppError('unsupported_encoding', { actual: encoding });
}

/**
 * The whole body of a request.
 * @param limit in bytes
 * @throws AppError `body_too_large`
 */
export function readBody(request: Request, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > limit) {
      reject(new AppError('body_too_large', { limit }));
      return;
    }
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else reject(new AppError('body_too_large', { limit }));
    });
    request.on('end', () => {
      resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
    });
    request.on('error', reject);
  });
}
