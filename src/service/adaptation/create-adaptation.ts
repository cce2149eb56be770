import { AppError } from '../../errors.ts';
import { demandAccess } from '../access.ts';
import { requireBank } from '../administration/manage-banks.ts';
import {
  auditOf,
  publish,
  publishWhole,
  type AdministrationDependencies,
} from '../administration/write-context.ts';
import type { Caller } from '../caller.ts';
import type { LiveBank } from '../index-keeper/live-bank.ts';
import type { LiveIndexes } from '../index-keeper/index-keeper.ts';
import { newUlid } from '../new-ulid.ts';
import type { AdaptationRun } from '../ports/adaptation-store.ts';
import { resolveQuestions } from '../resolve-questions.ts';
import type { SearchEngine } from '../search-engine.ts';
import { takeTurns } from '../take-turns.ts';
import type { BankAdaptation, ConfirmedPair } from '../use-cases/bank-adaptation.ts';
import { visibleLine } from '../visible-text.ts';
import { gatherExamples, type Example } from './gather-examples.ts';
import { learn } from './learn.ts';

export interface AdaptationDependencies extends AdministrationDependencies {
  keeper: AdministrationDependencies['keeper'] & Pick<LiveIndexes, 'find'>;
  engine: AdministrationDependencies['engine'] & Pick<SearchEngine, 'modelVersion'>;
}

/** A bank as it is, and the wordings it is to learn from. */
interface Lesson {
  readonly live: LiveBank;
  readonly examples: readonly Example[];
}

/** Fewer examples prove nothing. */
const LEAST_EXAMPLES = 50;
const MOST_FEEDBACK = 10_000;
/** A run that has not ended by then was cut off with its process. */
const LONGEST_RUN_MS = 10 * 60_000;

export function createAdaptation(dependencies: AdaptationDependencies): BankAdaptation {
  const { store, keeper, engine, clock } = dependencies;

  const open = async (
    bank: string,
    pairs: readonly ConfirmedPair[],
    caller: Caller,
  ): Promise<{ run: AdaptationRun; lesson: Lesson }> => {
    demandAccess(caller, 'write', bank);
    await requireBank(dependencies, bank);
    const lesson = await prepare(bank, pairs);
    const at = clock.now();
    const run: AdaptationRun = {
      ...{ id: newUlid(at.getTime()), bank, state: 'running', figures: null },
      ...{ by: caller.name, at, endedAt: null },
    };
    const isFree = await store.beginAdaptation(run, cutOffBefore(at));
    if (!isFree) throw new AppError('adaptation_conflict', { bank });
    return { run, lesson };
  };

  /** What there is to learn from. @throws AppError `not_ready`, `adaptation_impossible` */
  const prepare = async (bank: string, pairs: readonly ConfirmedPair[]): Promise<Lesson> => {
    const live = await liveBank(bank);
    const cleaned = pairs.map(({ query, question }) => ({ query, question: visibleLine(question) }));
    const confirmed = [...cleaned, ...(await store.listGoldenQuestions(bank))];
    const ids = await resolveQuestions(
      store,
      bank,
      confirmed.map(({ question }) => question),
    );
    const feedback = await store.listFeedback(bank, MOST_FEEDBACK);
    const examples = gatherExamples(live.index.documents(), feedback, confirmed, (question) =>
      ids.get(question),
    );
    if (examples.length < LEAST_EXAMPLES) {
      const sizes = { least: LEAST_EXAMPLES, actual: examples.length };
      throw new AppError('adaptation_impossible', sizes);
    }
    return { live, examples };
  };

  const finish = async (
    run: AdaptationRun,
    { live, examples }: Lesson,
    caller: Caller,
    onProgress: (share: number) => void,
  ): Promise<AdaptationRun> => {
    try {
      const context = {
        index: live.index,
        modelVersion: engine.modelVersion,
        nowMs: clock.now().getTime(),
        turn: takeTurns(),
        onProgress,
      };
      const { figures, content } = await learn(examples, context);
      const ended = { ...run, figures, endedAt: clock.now() };
      if (content === null) {
        const discarded: AdaptationRun = { ...ended, state: 'discarded' };
        await store.saveAdaptationRun(discarded);
        return discarded;
      }
      const version = await store.keepAdaptation(ended, content, auditOf(caller, clock, null));
      await publishWhole(dependencies, run.bank, version);
      return { ...ended, state: 'kept' };
    } catch (error) {
      await store.saveAdaptationRun({ ...run, state: 'failed', endedAt: clock.now() });
      throw error;
    }
  };

  const liveBank = async (bank: string): Promise<LiveBank> => {
    await keeper.refresh(bank);
    const live = keeper.find(bank);
    if (live === null || live === 'pending') throw new AppError('not_ready');
    return live;
  };

  return {
    async adapt(bank, pairs, caller, onProgress = () => undefined) {
      const { run, lesson } = await open(bank, pairs, caller);
      return finish(run, lesson, caller, onProgress);
    },

    async begin(bank, pairs, caller) {
      const { run, lesson } = await open(bank, pairs, caller);
      // What becomes of it is in the store; a failure there shows as a run that never ends.
      void finish(run, lesson, caller, () => undefined).catch(() => undefined);
      return run;
    },

    async find(bank, caller) {
      demandAccess(caller, 'read', bank);
      await requireBank(dependencies, bank);
      const run = await store.findAdaptationRun(bank);
      if (run === null) throw new AppError('adaptation_not_found', { bank });
      return run.state === 'running' && run.at <= cutOffBefore(clock.now())
        ? { ...run, state: 'failed' }
        : run;
    },

    async undo(bank, caller) {
      demandAccess(caller, 'write', bank);
      await requireBank(dependencies, bank);
      const version = await store.undoAdaptation(bank, auditOf(caller, clock, null));
      if (version === null) throw new AppError('adaptation_not_found', { bank });
      await publish(dependencies, bank, version);
    },
  };
}

/** Runs that began until then and have not ended never will. */
function cutOffBefore(now: Date): Date {
  return new Date(now.getTime() - LONGEST_RUN_MS);
}
