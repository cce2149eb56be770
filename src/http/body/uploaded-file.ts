import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import { AppError } from '../../errors.ts';
import type { Language } from '../language.ts';
import { uploadStorage } from './upload-storage.ts';

/** A multipart form with one file in the field `file`. */
export interface UploadedForm {
  fileName: string;
  bytes: Uint8Array;
  fields: Record<string, unknown>;
}

/** More than boundaries and fields take beside the file. */
const FORM_BYTES = 64 * 1024;

/** Reads a form of one file of at most `limit` bytes and a few short fields into memory. */
export type ReadForm = (request: Request, response: Response, language: Language) => Promise<UploadedForm>;

export function createFormReader(limit: number): ReadForm {
  const upload = multer({
    storage: uploadStorage,
    // Browsers and curl send file names in UTF-8; multer would read them as Latin-1.
    defParamCharset: 'utf8',
    limits: { fileSize: limit, files: 1, fields: 10, fieldSize: 1024 },
  }).single('file');

  return (request, response, language) =>
    new Promise((resolve, reject) => {
      const type = request.headers['content-type'] ?? '';
      if (!/^multipart\/form-data\s*(;|$)/i.test(type)) {
        reject(new AppError('unsupported_media_type', { actual: type, expected: 'multipart/form-data' }));
        return;
      }
      if (!/;\s*boundary=/i.test(type)) {
        reject(boundaryMissing(language));
        return;
      }
      const refuse = (): void => {
        reject(new AppError('body_too_large', { limit }));
      };
      if (Number(request.headers['content-length'] ?? 0) > limit + FORM_BYTES) {
        refuse();
        return;
      }
      upload(request, response, (error: unknown) => {
        if (error !== undefined && error !== null) reject(formError(error, limit, language));
        else if (request.file === undefined) reject(fileMissing(language));
        else {
          const fields = { ...(request.body as Record<string, unknown>) };
          resolve({ fileName: request.file.originalname, bytes: request.file.buffer, fields });
        }
      });
      // multer would answer only when the whole of a form that is too large has come.
      let length = 0;
      request.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > limit + FORM_BYTES) refuse();
      });
    });
}

function formError(error: unknown, limit: number, language: Language): AppError {
  if (error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE')
    return new AppError('body_too_large', { limit });
  const zh = language === 'zh';
  if (error instanceof MulterError) {
    const path = error.field ?? 'file';
    const reason = zh
      ? `表单只能有一个名为 file 的文件和几个短字段（${path}）`
      : `${error.message} (${path})`;
    return new AppError('invalid_value', { reason }, { details: [{ path, message: reason }], cause: error });
  }
  const reason = zh ? '表单不完整或已损坏' : 'the form is incomplete or damaged';
  return new AppError('malformed_request', { reason }, { cause: error });
}

/** Whoever sets the content type by hand takes the boundary away that the client would have put there. */
function boundaryMissing(language: Language): AppError {
  const reason =
    language === 'zh'
      ? 'Content-Type 缺少 boundary；请让客户端自己设置它'
      : 'Content-Type has no boundary; let the client set it';
  return new AppError('malformed_request', { reason });
}

function fileMissing(language: Language): AppError {
  const message = language === 'zh' ? '必须上传文件' : 'is required';
  const reason = language === 'zh' ? 'file 必须上传文件' : 'file is required';
  return new AppError('invalid_value', { reason }, { details: [{ path: 'file', message }] });
}
