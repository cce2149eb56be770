import type { Bank } from '../../service/ports/bank-store.ts';
import type { BankAdministration } from '../../service/use-cases/bank-administration.ts';
import { createBank, findBank, listBanks, removeBank, updateBank } from '../contract/banks.ts';
import { LIST_PAGING, pageOf } from '../contract/paging.ts';
import type { Once } from '../idempotency.ts';
import { listReply } from '../list-reply.ts';
import { jsonReply, noContent } from '../reply.ts';
import { route, type Route } from '../route.ts';
import { withoutUndefined } from '../without-undefined.ts';

/** The routes for banks themselves. */
export function bankRoutes(administration: BankAdministration, once: Once): Route[] {
  return [
    route(listBanks, async ({ query, caller, request }) => {
      const page = pageOf(query, LIST_PAGING);
      const banks = sort(
        await administration.listBanks(caller),
        query.sortBy ?? 'name',
        query.order === 'desc',
      );
      const items = banks.slice(page.offset, page.offset + page.limit).map(presentBank);
      return listReply(items, banks.length, page, request);
    }),

    route(createBank, ({ body, caller, request }) =>
      once({ request, caller, content: [JSON.stringify(body)] }, async () => {
        const { name, ...settings } = body;
        const bank = await administration.createBank(name, withoutUndefined(settings), caller);
        return jsonReply(presentBank(bank), { status: 201, location: `/api/v1/banks/${name}` });
      }),
    ),

    route(findBank, async ({ params, caller }) =>
      jsonReply(presentBank(await administration.findBank(params.bank, caller))),
    ),

    route(updateBank, async ({ params, body, caller }) =>
      jsonReply(presentBank(await administration.updateBank(params.bank, withoutUndefined(body), caller))),
    ),

    route(removeBank, async ({ params, caller }) => {
      await administration.removeBank(params.bank, caller);
      return noContent;
    }),
  ];
}

function presentBank(bank: Bank): Bank {
  const { name, title, answerThreshold, suggestThreshold, fallback, isPublic } = bank;
  const { version, createdBy, createdAt, updatedBy, updatedAt } = bank;
  const settings = { title, answerThreshold, suggestThreshold, fallback, isPublic };
  return { name, ...settings, version, createdBy, createdAt, updatedBy, updatedAt };
}

function sort(
  banks: readonly Bank[],
  by: 'name' | 'title' | 'createdAt' | 'updatedAt',
  descending: boolean,
): Bank[] {
  const sign = descending ? -1 : 1;
  const compare = (a: Bank, b: Bank): number => (a[by] < b[by] ? -1 : a[by] > b[by] ? 1 : 0);
  return banks.toSorted((a, b) => sign * compare(a, b));
}
