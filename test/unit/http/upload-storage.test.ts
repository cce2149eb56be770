/**
 * The file of a form arrives whole, whether or not the client says how long it is; what no memory can hold is refused.
 */
import { Readable } from 'node:stream';
import type { Request } from 'express';
import { describe, expect, it } from 'vitest';
import { uploadStorage } from '../../../src/http/body/upload-storage.ts';

type File = Express.Multer.File;

function store(chunks: readonly Buffer[], headers: Request['headers']): Promise<Partial<File>> {
  const stream = Readable.from(chunks, { objectMode: false });
  return new Promise((resolve, reject) => {
    const request = { headers } as unknown as Request;
    uploadStorage._handleFile(request, { stream } as File, (error, file) => {
      if (error) reject(error as Error);
      else resolve(file ?? {});
    });
  });
}

describe('an upload', () => {
  const chunks = Array.from({ length: 300 }, (_, at) => Buffer.alloc(1000, at));
  const whole = Buffer.concat(chunks);

  it.each([
    ['says how long it is', { 'content-length': String(whole.length + 200) }],
    ['does not', {}],
    ['says too little', { 'content-length': '10' }],
  ])('arrives whole from a client that %s', async (_, headers) => {
    const { buffer, size } = await store(chunks, headers);
    expect(size).toBe(whole.length);
    expect(buffer).toEqual(whole);
  });

  it('may be empty', async () => {
    expect(await store([], {})).toEqual({ buffer: Buffer.alloc(0), size: 0 });
  });

  it('is refused where there is no such memory', async () => {
    await expect(store(chunks, { 'content-length': String(2 ** 52) })).rejects.toThrow(RangeError);
  });
});
