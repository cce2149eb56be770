import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { Caller } from '../service/caller.ts';
import type { Operation } from './contract/operation.ts';
import type { Language } from '../said.ts';
import type { Reply } from './reply.ts';

/** What a handler gets: input that has passed its contract. */
export interface RouteInput<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
> {
  params: z.output<Params>;
  query: z.output<Query>;
  body: z.output<Body>;
  caller: Caller;
  language: Language;
  request: Request;
  response: Response;
}

/** An operation with the code that carries it out. A handler that writes the response itself returns null. */
export interface Route {
  readonly operation: Operation;
  readonly handle: (input: RouteInput) => Promise<Reply | null>;
}

/** Binds a handler to its operation; its input has the types of the operation's contract. */
export function route<Params extends z.ZodObject, Query extends z.ZodObject, Body extends z.ZodType>(
  operation: Operation<Params, Query, Body>,
  handle: (input: RouteInput<Params, Query, Body>) => Promise<Reply | null>,
): Route {
  return { operation, handle };
}

/** A route ready for Express. */
export interface RunnableRoute {
  readonly operation: Operation;
  readonly handler: RequestHandler;
}
