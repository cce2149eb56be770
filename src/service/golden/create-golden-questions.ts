import { AppError } from '../../errors.ts';
import { demandAccess } from '../access.ts';
import { requireBank } from '../administration/manage-banks.ts';
import { decide } from '../answering/ask.ts';
import type { IndexKeeper } from '../index-keeper/index-keeper.ts';
import type { LiveBank } from '../index-keeper/live-bank.ts';
import type { Clock } from '../ports/clock.ts';
import type { GoldenQuestion } from '../ports/golden-store.ts';
import type { Store } from '../ports/store.ts';
import { resolveQuestions } from '../resolve-questions.ts';
import { takeTurns } from '../take-turns.ts';
import type { GoldenMiss, GoldenQuestions, GoldenReport } from '../use-cases/golden-questions.ts';
import { checkGolden } from './check-golden.ts';

export interface GoldenDependencies {
  store: Store;
  keeper: Pick<IndexKeeper, 'find' | 'refresh'>;
  clock: Clock;
}

/** Questions looked at for the right one. */
const LOOKED_AT = 10;

export function createGoldenQuestions(dependencies: GoldenDependencies): GoldenQuestions {
  const { store, keeper, clock } = dependencies;
  return {
    async list(bank, caller) {
      demandAccess(caller, 'read', bank);
      await requireBank(dependencies, bank);
      return store.listGoldenQuestions(bank);
    },

    async replace(bank, golden, caller) {
      demandAccess(caller, 'write', bank);
      await store.replaceGoldenQuestions(bank, checkGolden(golden));
      return store.listGoldenQuestions(bank);
    },

    async check(bank, caller) {
      demandAccess(caller, 'read', bank);
      await requireBank(dependencies, bank);
      const golden = await store.listGoldenQuestions(bank);
      const ids = await resolveQuestions(
        store,
        bank,
        golden.map(({ question }) => question),
      );
      await keeper.refresh(bank);
      const live = keeper.find(bank);
      if (live === null || live === 'pending') throw new AppError('not_ready');
      return askAll(live, golden, ids, clock.now().getTime());
    },
  };
}

async function askAll(
  live: LiveBank,
  golden: readonly GoldenQuestion[],
  ids: ReadonlyMap<string, string>,
  nowMs: number,
): Promise<GoldenReport> {
  const misses: GoldenMiss[] = [];
  const published = new Set<string>();
  for (const { id } of live.index.documents()) published.add(id);
  let answered = 0;
  const turn = takeTurns();
  for (const each of golden) {
    const id = ids.get(each.question) ?? null;
    const request = { limit: LOOKED_AT, offset: 0, category: null, tag: null, explain: false, nowMs };
    const { matches } = live.index.search(each.query, request).result;
    const place = matches.findIndex(({ document }) => document.id === id) + 1;
    if (place === 1) answered += decide(live.bank, matches, 1).outcome === 'answer' ? 1 : 0;
    else {
      const isAbsent = id === null || !published.has(id);
      const reason = isAbsent ? 'absent' : place > 0 ? 'lower' : 'not_found';
      const [top] = matches;
      const first =
        top === undefined
          ? null
          : { id: top.document.id, question: top.document.question, confidence: top.confidence };
      misses.push({ ...each, reason, place: place > 0 ? place : null, first });
    }
    if (turn.isOver) await turn.pass();
  }
  const total = golden.length;
  return {
    ...{ bank: live.bank.name, bankVersion: live.bank.version },
    ...{ total, hits: total - misses.length, answered, misses },
  };
}
