import type { StoredQuestion } from '../../service/ports/question.ts';
import type { BankAdministration } from '../../service/use-cases/bank-administration.ts';
import { LIST_PAGING, pageOf } from '../contract/paging.ts';
import {
  createQuestion,
  findQuestion,
  listQuestions,
  removeQuestion,
  replaceQuestion,
  updateQuestion,
} from '../contract/questions.ts';
import { expectedVersion, versionTag } from '../entity-tag.ts';
import type { Once } from '../idempotency.ts';
import { listReply } from '../list-reply.ts';
import { jsonReply, noContent, type Reply } from '../reply.ts';
import { route, type Route } from '../route.ts';
import { withoutUndefined } from '../without-undefined.ts';
import { presentQuestion } from './present-question.ts';

/** The routes for the questions of a bank, one at a time. */
export function questionRoutes(administration: BankAdministration, once: Once): Route[] {
  return [
    route(listQuestions, async ({ params, query, caller, request }) => {
      const page = pageOf(query, LIST_PAGING);
      const { category, tag, status, externalId, text } = query;
      const filter = withoutUndefined({ category, tag, status, externalId, text });
      const sort = { by: query.sortBy ?? 'createdAt', descending: query.order === 'desc' };
      const { items, total } = await administration.listQuestions(params.bank, filter, sort, page, caller);
      return listReply(items.map(presentQuestion), total, page, request);
    }),

    route(createQuestion, async ({ params: { bank }, body, caller, request }) => {
      const { changeReason, ...content } = body;
      const reply = await once({ request, caller, content: [JSON.stringify(body)] }, async () => {
        const created = await administration.createQuestion(bank, content, changeReason ?? null, caller);
        const location = `/api/v1/banks/${bank}/questions/${created.id}`;
        return jsonReply(presentQuestion(created), { status: 201, location });
      });
      return { ...reply, tag: tagOf(reply) };
    }),

    route(findQuestion, async ({ params: { bank, id }, caller }) =>
      questionReply(await administration.findQuestion(bank, id, caller)),
    ),

    route(replaceQuestion, async ({ params: { bank, id }, body, caller, request }) => {
      const { changeReason, ...content } = body;
      const write = {
        expectedVersion: expectedVersion(request.headers['if-match']),
        reason: changeReason ?? null,
      };
      return questionReply(await administration.updateQuestion(bank, id, content, write, caller));
    }),

    route(updateQuestion, async ({ params: { bank, id }, body, caller, request }) => {
      const { changeReason, ...content } = body;
      const write = {
        expectedVersion: expectedVersion(request.headers['if-match']),
        reason: changeReason ?? null,
      };
      const changed = withoutUndefined(content);
      return questionReply(await administration.updateQuestion(bank, id, changed, write, caller));
    }),

    route(removeQuestion, async ({ params: { bank, id }, query, caller, request }) => {
      const write = {
        expectedVersion: expectedVersion(request.headers['if-match']),
        reason: query.changeReason ?? null,
      };
      await administration.removeQuestion(bank, id, write, caller);
      return noContent;
    }),
  ];
}

function questionReply(question: StoredQuestion): Reply {
  return jsonReply(presentQuestion(question), { tag: versionTag(question.version) });
}

/** The tag of a question in a reply that may be a kept one. */
function tagOf({ body }: Reply): string {
  return versionTag((JSON.parse(body ?? '') as { version: number }).version);
}
