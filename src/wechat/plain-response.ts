import type { ErrorRequestHandler, Response } from 'express';

export function sendPlain(response: Response, status: number, text: string): void {
  response.status(status).type('text/plain').send(text);
}

/** Bodies that could not be read: too large, compressed, broken off. Anything else goes on to the app. */
export const answerBodyErrors: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  if (response.headersSent || !(status >= 400 && status < 500)) next(error);
  else sendPlain(response, status, status === 413 ? '消息过大' : '无法读取的消息');
};
