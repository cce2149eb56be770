import type { BankAdministration } from '../../service/use-cases/bank-administration.ts';
import { listHistory, listQuestionHistory } from '../contract/history.ts';
import { LIST_PAGING, pageOf } from '../contract/paging.ts';
import { listReply } from '../list-reply.ts';
import { route, type Route } from '../route.ts';
import { withoutUndefined } from '../without-undefined.ts';

/** The routes for the history of a bank and of one question. */
export function historyRoutes(administration: BankAdministration): Route[] {
  return [
    route(listHistory, async ({ params, query, caller, request }) => {
      const page = pageOf(query, LIST_PAGING);
      const filter = withoutUndefined({ questionId: query.questionId, importId: query.importId });
      const { items, total } = await administration.listHistory(params.bank, filter, page, caller);
      return listReply(items, total, page, request);
    }),

    route(listQuestionHistory, async ({ params, query, caller, request }) => {
      const page = pageOf(query, LIST_PAGING);
      const filter = { questionId: params.id };
      const { items, total } = await administration.listHistory(params.bank, filter, page, caller);
      return listReply(items, total, page, request);
    }),
  ];
}
