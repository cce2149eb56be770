import type { Request } from 'express';

/** A parameter of the query string; null where it is missing or given more than once. */
export function queryParameter(request: Request, name: string): string | null {
  const [, query = ''] = request.url.split('?', 2);
  const values = new URLSearchParams(query).getAll(name);
  return values.length === 1 ? values[0]! : null;
}
