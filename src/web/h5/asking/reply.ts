import type { Answer, SearchHit } from '../../../client/index.ts';
import type { Failure } from '../api/describe-failure.ts';

/** How far the current question has got. */
export type Reply =
  | { readonly state: 'idle' }
  | { readonly state: 'waiting'; readonly question: string }
  | { readonly state: 'answered'; readonly queryId: string; readonly answer: Answer; readonly reason: string }
  | { readonly state: 'suggested'; readonly queryId: string; readonly suggestions: readonly SearchHit[] }
  | { readonly state: 'nothing'; readonly fallback: string | null }
  | { readonly state: 'failed'; readonly question: string; readonly failure: Failure };

/** What a screen reader says when the reply has changed. */
export function announce(reply: Reply): string {
  switch (reply.state) {
    case 'idle':
      return '';
    case 'waiting':
      return '正在查找答案';
    case 'answered':
      return '找到答案';
    case 'suggested':
      return `没有完全对应的问题，有 ${reply.suggestions.length} 个相近的问题`;
    case 'nothing':
      return '没有找到答案';
    case 'failed':
      return `${reply.failure.title}，${reply.failure.advice}`;
  }
}
