export type { AbortSignalLike } from './abort-signal-like.ts';
export type { JiedaClientOptions } from './client-options.ts';
export {
  createJiedaClient,
  type AskOptions,
  type BankCallOptions,
  type CallOptions,
  type CategoryQuestionsOptions,
  type JiedaClient,
  type SearchOptions,
  type SuggestOptions,
} from './create-jieda-client.ts';
export { fetchAdapter, type Fetch } from './fetch-adapter.ts';
export { JiedaError, type JiedaErrorDetail } from './jieda-error.ts';
export type { ClientRequest, ClientResponse, PendingRequest, RequestAdapter } from './request-adapter.ts';
export type {
  Answer,
  AskResult,
  CategoriesResult,
  CategoryQuestionsResult,
  Completion,
  Feedback,
  SearchHit,
  SearchResult,
  Span,
  SuggestResult,
  Tier,
} from './results.ts';
export { wechatAdapter, type WechatRequest } from './wechat-adapter.ts';
