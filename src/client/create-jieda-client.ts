import type { AbortSignalLike } from './abort-signal-like.ts';
import type { JiedaClientOptions } from './client-options.ts';
import type {
  AskResult,
  CategoriesResult,
  CategoryQuestionsResult,
  Feedback,
  SearchResult,
  SuggestResult,
} from './results.ts';
import { encodeText } from './encode-text.ts';
import { createTransport } from './transport.ts';

export interface CallOptions {
  /** Gives the call up: it throws JiedaError `aborted`. */
  signal?: AbortSignalLike;
}

export interface BankCallOptions extends CallOptions {
  /** Default: the client's bank. */
  bank?: string;
}

export interface AskOptions extends BankCallOptions {
  /** Most suggestions wanted, 1–10, default 3. */
  limit?: number;
  /** Where the question comes from, such as `h5`; for statistics. */
  channel?: string;
  userId?: string;
}

export interface SearchOptions extends BankCallOptions {
  /** 1–50, default 10. */
  limit?: number;
  /** 0–1,000, default 0. */
  offset?: number;
  category?: string;
  tag?: string;
  explain?: boolean;
}

export interface SuggestOptions extends BankCallOptions {
  /** 1–20, default 8. */
  limit?: number;
}

export interface CategoryQuestionsOptions extends BankCallOptions {
  /** 1–100, default 20. */
  limit?: number;
  /** ≥ 0, default 0. */
  offset?: number;
}

/** Every method throws JiedaError and nothing else. */
export interface JiedaClient {
  /** Questions that match, best first; none is an empty list, not an error. */
  search(query: string, options?: SearchOptions): Promise<SearchResult>;
  /** The answer, or what may have been meant, or neither. */
  ask(question: string, options?: AskOptions): Promise<AskResult>;
  /** Completions of what is being typed, from the first character. */
  suggest(typed: string, options?: SuggestOptions): Promise<SuggestResult>;
  feedback(feedback: Feedback, options?: CallOptions): Promise<void>;
  categories(options?: BankCallOptions): Promise<CategoriesResult>;
  /** Pinned ones first; empty for a category that nothing is in. */
  categoryQuestions(category: string, options?: CategoryQuestionsOptions): Promise<CategoryQuestionsResult>;
}

/** A client of one service. Creating it sends nothing. */
export function createJiedaClient(options: JiedaClientOptions): JiedaClient {
  const transport = createTransport(options);
  // The service keeps to its contract, which its own tests prove for every response.
  const send = <Result>(call: Parameters<typeof transport>[0]) => transport(call) as Promise<Result>;

  return {
    search(query, { signal, bank = options.bank, ...rest } = {}) {
      return send<SearchResult>({
        method: 'GET',
        path: 'search',
        query: { q: query, bank, ...rest },
        signal,
      });
    },
    ask(question, { signal, bank = options.bank, ...rest } = {}) {
      return send<AskResult>({ method: 'POST', path: 'ask', body: { question, bank, ...rest }, signal });
    },
    suggest(typed, { signal, bank = options.bank, ...rest } = {}) {
      return send<SuggestResult>({
        method: 'GET',
        path: 'suggest',
        query: { q: typed, bank, ...rest },
        signal,
      });
    },
    async feedback(feedback, { signal } = {}) {
      await transport({ method: 'POST', path: 'feedback', body: feedback, signal });
    },
    categories({ signal, bank = options.bank } = {}) {
      return send<CategoriesResult>({ method: 'GET', path: 'categories', query: { bank }, signal });
    },
    categoryQuestions(category, { signal, bank = options.bank, ...rest } = {}) {
      const path = `categories/${encodeText(category)}/questions`;
      return send<CategoryQuestionsResult>({ method: 'GET', path, query: { bank, ...rest }, signal });
    },
  };
}
