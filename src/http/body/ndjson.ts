import type { Request } from 'express';
import { NDJSON_MEDIA_TYPE } from '../contract/media-types.ts';
import { demandContentType, readBody } from './read-body.ts';

/** One line of an NDJSON body. */
export interface NdjsonLine {
  /** 1-based, blank lines counted. */
  number: number;
  bytes: Uint8Array;
}

const NEWLINE = 0x0a;

/**
 * The lines of an NDJSON body, blank ones left out.
 * @param limit in bytes, of the whole body
 * @throws AppError `unsupported_media_type`, `unsupported_encoding`, `body_too_large`
 */
export async function readNdjson(request: Request, limit: number): Promise<NdjsonLine[]> {
  demandContentType(request, NDJSON_MEDIA_TYPE);
  const body = await readBody(request, limit);
  const lines: NdjsonLine[] = [];
  for (let start = 0, number = 1; start < body.length; number++) {
    const newline = body.indexOf(NEWLINE, start);
    const end = newline === -1 ? body.length : newline;
    const bytes = body.subarray(start, end);
    if (bytes.some((byte) => byte > 0x20)) lines.push({ number, bytes });
    start = end + 1;
  }
  return lines;
}
