import type { BankAdaptation } from '../../service/use-cases/bank-adaptation.ts';
import { beginAdaptation, findAdaptation, undoAdaptation } from '../contract/adaptation.ts';
import { jsonReply, noContent } from '../reply.ts';
import { route, type Route } from '../route.ts';

/** The routes by which a bank learns from itself. */
export function adaptationRoutes(adaptation: BankAdaptation): Route[] {
  return [
    route(beginAdaptation, async ({ params: { bank }, body, caller }) => {
      const run = await adaptation.begin(bank, body.pairs ?? [], caller);
      return jsonReply(run, { status: 202, location: `/api/v1/banks/${bank}/adaptation` });
    }),

    route(findAdaptation, async ({ params, caller }) =>
      jsonReply(await adaptation.find(params.bank, caller)),
    ),

    route(undoAdaptation, async ({ params, caller }) => {
      await adaptation.undo(params.bank, caller);
      return noContent;
    }),
  ];
}
