import type { Response } from 'express';

/** nginx has it so: the client went away before an answer began. */
const CLIENT_CLOSED_REQUEST = 499;

/** The status that the client was sent, for the accounts at the end of a request. */
export function sentStatus(response: Response): number {
  return response.headersSent ? response.statusCode : CLIENT_CLOSED_REQUEST;
}
