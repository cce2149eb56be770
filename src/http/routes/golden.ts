import type { GoldenQuestions } from '../../service/use-cases/golden-questions.ts';
import { goldenReport, readGolden, replaceGolden } from '../contract/golden.ts';
import { jsonReply } from '../reply.ts';
import { route, type Route } from '../route.ts';

/** The routes for the questions that a bank is tested with. */
export function goldenRoutes(golden: GoldenQuestions): Route[] {
  return [
    route(readGolden, async ({ params, caller }) =>
      jsonReply({ golden: await golden.list(params.bank, caller) }),
    ),

    route(replaceGolden, async ({ params, body, caller }) =>
      jsonReply({ golden: await golden.replace(params.bank, body.golden, caller) }),
    ),

    route(goldenReport, async ({ params, caller }) => jsonReply(await golden.check(params.bank, caller))),
  ];
}
