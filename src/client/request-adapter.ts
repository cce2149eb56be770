export interface ClientRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: Readonly<Record<string, string>>;
  /** JSON text. */
  body: string | null;
}

export interface ClientResponse {
  status: number;
  /** Text as it came, not parsed. */
  body: string;
  /** Value of a header, whatever the case of its name; null where it is absent. */
  header(name: string): string | null;
}

export interface PendingRequest {
  /** Resolves with any status; rejects only where there is no response. */
  response: Promise<ClientResponse>;
  /** Gives the request up; `response` may then stay open or reject. */
  abort(): void;
}

/** How requests travel: `fetchAdapter`, `wechatAdapter` or your own. It must not retry or throw. */
export type RequestAdapter = (request: ClientRequest) => PendingRequest;
