import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import { AppError } from '../../errors.ts';
import { say } from '../../said.ts';
import { invalidValue } from '../../service/invalid-value.ts';
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
export type ReadForm = (request: Request, response: Response) => Promise<UploadedForm>;

export function createFormReader(limit: number): ReadForm {
  const upload = multer({
    storage: uploadStorage,
    // Browsers and curl send file names in UTF-8; multer would read them as Latin-1.
    defParamCharset: 'utf8',
    limits: { fileSize: limit, files: 1, fields: 10, fieldSize: 1024 },
  }).single('file');

  return (request, response) =>
    new Promise((resolve, reject) => {
      const type = request.headers['content-type'] ?? '';
      if (!/^multipart\/form-data\s*(;|$)/i.test(type)) {
        reject(new AppError('unsupported_media_type', { actual: type, expected: 'multipart/form-data' }));
        return;
      }
      if (!/;\s*boundary=/i.test(type)) {
        reject(boundaryMissing());
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
        if (error !== undefined && error !== null) reject(formError(error, limit));
        else if (request.file === undefined) reject(fileMissing());
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

function formError(error: unknown, limit: number): AppError {
  if (error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE')
    return new AppError('body_too_large', { limit });
  if (error instanceof MulterError) {
    const path = error.field ?? 'file';
    const message = say(
      `表单只能有一个名为 file 的文件和几个短字段（${path}）`,
      `${error.message} (${path})`,
    );
    return new AppError('invalid_value', { reason: message }, { details: [{ path, message }], cause: error });
  }
  const reason = say('表单不完整或已损坏', 'the form is incomplete or damaged');
  return new AppError('malformed_request', { reason }, { cause: error });
}

/** Whoever sets the content type by hand takes the boundary away that the client would have put there. */
function boundaryMissing(): AppError {
  const reason = say(
    'Content-Type 缺少 boundary；请让客户端自己设置它',
    'Content-Type has no boundary; let the client set it',
  );
  return new AppError('malformed_request', { reason });
}

function fileMissing(): AppError {
  return invalidValue([{ path: 'file', message: say('必须上传文件', 'is required') }]);
}
