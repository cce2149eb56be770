import type { QuestionAnswering } from '../../service/use-cases/question-answering.ts';
import { ask, askByGet, DEFAULT_SUGGESTIONS } from '../contract/ask.ts';
import { categories } from '../contract/categories.ts';
import { categoryQuestions } from '../contract/category-questions.ts';
import { feedback } from '../contract/feedback.ts';
import { LIST_PAGING, pageOf } from '../contract/paging.ts';
import { search, SEARCH_PAGING } from '../contract/search.ts';
import { DEFAULT_COMPLETIONS, suggest } from '../contract/suggest.ts';
import { linkHeader } from '../list-reply.ts';
import { noContent, servedReply } from '../reply.ts';
import { contextOf } from '../request-context.ts';
import { route, type Route } from '../route.ts';
import { servedField } from '../served-field.ts';

/** The routes for users: ask, search, suggest, categories, feedback. */
export function answeringRoutes(answering: QuestionAnswering): Route[] {
  return [
    route(ask, async ({ body, caller, response }) => {
      contextOf(response).query = body.question;
      return servedReply(
        await answering.ask(
          {
            question: body.question,
            bank: body.bank ?? null,
            limit: body.limit ?? DEFAULT_SUGGESTIONS,
            channel: body.channel ?? null,
            userId: body.userId ?? null,
          },
          caller,
        ),
      );
    }),

    route(askByGet, async ({ query, caller, response }) => {
      contextOf(response).query = query.q;
      const served = await answering.ask(
        {
          question: query.q,
          bank: query.bank ?? null,
          limit: query.limit ?? DEFAULT_SUGGESTIONS,
          channel: query.channel ?? null,
          userId: query.userId ?? null,
        },
        caller,
      );
      return servedReply(served);
    }),

    route(search, async ({ query, caller, request, response }) => {
      contextOf(response).query = query.q;
      const page = pageOf(query, SEARCH_PAGING);
      const served = await answering.search(
        {
          query: query.q,
          bank: query.bank ?? null,
          ...page,
          category: query.category ?? null,
          tag: query.tag ?? null,
          explain: query.explain ?? false,
        },
        caller,
      );
      const total = Number(servedField(served.json, 'total') ?? 0);
      const reachable = Math.min(total, SEARCH_PAGING.maxOffset + page.limit);
      const isExact = servedField(served.json, 'totalIsExact') === 'true' || reachable < total;
      return servedReply(served, { link: linkHeader(request, page, reachable, isExact) });
    }),

    route(suggest, async ({ query, caller, response }) => {
      contextOf(response).query = query.q;
      const limit = query.limit ?? DEFAULT_COMPLETIONS;
      return servedReply(
        await answering.suggest({ query: query.q, bank: query.bank ?? null, limit }, caller),
      );
    }),

    route(categories, async ({ query, caller }) =>
      servedReply(await answering.categories(query.bank ?? null, caller)),
    ),

    route(categoryQuestions, async ({ params: { category }, query, caller, request }) => {
      const page = pageOf(query, LIST_PAGING);
      const served = await answering.categoryQuestions(
        { category, bank: query.bank ?? null, ...page },
        caller,
      );
      return servedReply(served, { link: linkHeader(request, page, served.value.total) });
    }),

    route(feedback, async ({ body: { queryId, questionId, verdict } }) => {
      await answering.feedback({ queryId, questionId: questionId ?? null, verdict });
      return noContent;
    }),
  ];
}
