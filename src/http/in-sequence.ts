import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** Handlers as one: Express walks its list of layers anew for each, which costs more than most of them do. */
export function inSequence(...handlers: readonly RequestHandler[]): RequestHandler {
  return (request, response, next) => {
    runFrom(0, request, response, next);
  };

  function runFrom(at: number, request: Request, response: Response, next: NextFunction): void {
    const handler = handlers[at];
    if (handler === undefined) {
      next();
      return;
    }
    void handler(request, response, (error?: unknown) => {
      if (error === undefined) runFrom(at + 1, request, response, next);
      else next(error);
    });
  }
}
