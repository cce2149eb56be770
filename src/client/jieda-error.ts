/** One fault of the input, as the service describes it. */
export interface JiedaErrorDetail {
  path: string;
  message?: string;
  limit?: number | string;
  actual?: number | string;
  expected?: string;
}

export interface JiedaErrorFields {
  /**
   * A code of the service (docs/errors.md), or one of the client's own: `network` (no response), `timeout`,
   * `aborted` (by the caller's signal), `invalid_response` (not what the service would send).
   */
  code: string;
  /** HTTP status; null without a response. */
  status?: number | null;
  /** Names the request in the service's log. */
  requestId?: string | null;
  details?: readonly JiedaErrorDetail[];
  cause?: unknown;
}

/** Everything that a call of the client can throw. `message` can be shown to users. */
export class JiedaError extends Error {
  readonly code: string;
  readonly status: number | null;
  readonly requestId: string | null;
  readonly details: readonly JiedaErrorDetail[];

  constructor(message: string, { code, status, requestId, details, cause }: JiedaErrorFields) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'JiedaError';
    this.code = code;
    this.status = status ?? null;
    this.requestId = requestId ?? null;
    this.details = details ?? [];
  }
}
