import { JiedaError, type JiedaErrorDetail } from './jieda-error.ts';
import type { ClientResponse } from './request-adapter.ts';

/** The JSON value of a successful response; null without a body. @throws JiedaError for any other */
export function readResponse(response: ClientResponse): unknown {
  const { status, body } = response;
  if (status === 204) return null;
  const value = parse(body);
  if (status >= 200 && status < 300 && value !== undefined) return value;
  throw isErrorBody(value) ? serviceError(value.error, status) : foreignError(response);
}

interface ServiceError {
  code: string;
  message: string;
  requestId?: string;
  details?: readonly JiedaErrorDetail[];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isErrorBody(value: unknown): value is { error: ServiceError } {
  if (typeof value !== 'object' || value === null || !('error' in value)) return false;
  const { error } = value;
  if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error))
    return false;
  return typeof error.code === 'string' && typeof error.message === 'string';
}

function serviceError({ code, message, requestId, details }: ServiceError, status: number): JiedaError {
  return new JiedaError(message, {
    code,
    status,
    requestId: requestId ?? null,
    ...(details !== undefined && { details }),
  });
}

/** Something between the client and the service has answered, such as a proxy or a captive portal. */
function foreignError(response: ClientResponse): JiedaError {
  return new JiedaError('服务暂时无法回答，请稍后再试', {
    code: 'invalid_response',
    status: response.status,
    requestId: response.header('X-Request-Id'),
  });
}
