import { AppError } from '../../errors.ts';
import { demandAccess } from '../access.ts';
import { invalidValue } from '../invalid-value.ts';
import type { QuestionFilter } from '../ports/question-store.ts';
import type { QuestionContent, StoredQuestion } from '../ports/question.ts';
import { checkQuestionContent, isSameContent, questionContentOf } from '../question-content.ts';
import type { BankAdministration } from '../use-cases/bank-administration.ts';
import { visibleLine } from '../visible-text.ts';
import { requireBank } from './manage-banks.ts';
import { upsertQuestions } from './upsert-questions.ts';
import { auditOf, publish, type AdministrationDependencies } from './write-context.ts';

export type QuestionManagement = Pick<
  BankAdministration,
  | 'listQuestions'
  | 'findQuestion'
  | 'createQuestion'
  | 'updateQuestion'
  | 'removeQuestion'
  | 'upsertQuestions'
>;

/** Of a change that names no version. Of those that meet one succeeds each time. */
const MERGE_ATTEMPTS = 10;

/** The use cases of a bank's questions. */
export function createQuestionManagement(dependencies: AdministrationDependencies): QuestionManagement {
  const { store, engine, clock } = dependencies;

  const requireQuestion = async (bank: string, id: string): Promise<StoredQuestion> => {
    const question = await store.findQuestion(bank, id);
    if (question !== null) return question;
    await requireBank(dependencies, bank);
    throw new AppError('question_not_found', { id });
  };

  const check = (input: QuestionContent) => {
    const { content, questionKey, faults } = checkQuestionContent(input, (text) =>
      engine.normalizeForIdentity(text),
    );
    if (faults.length > 0) throw invalidValue(faults);
    return { content, questionKey };
  };

  return {
    async listQuestions(bank, filter, sort, page, caller) {
      demandAccess(caller, 'read', bank);
      await requireBank(dependencies, bank);
      return store.listQuestions(bank, asKept(filter), sort, page);
    },

    async findQuestion(bank, id, caller) {
      demandAccess(caller, 'read', bank);
      return requireQuestion(bank, id);
    },

    async createQuestion(bank, content, reason, caller) {
      demandAccess(caller, 'write', bank);
      const applied = await store.applyQuestionChanges(
        bank,
        [{ kind: 'add', ...check(content) }],
        auditOf(caller, clock, reason),
      );
      await publish(dependencies, bank, applied.bankVersion);
      return applied.questions[0]!;
    },

    async updateQuestion(bank, id, given, { expectedVersion, reason }, caller) {
      demandAccess(caller, 'write', bank);
      const update = async (): Promise<StoredQuestion> => {
        const current = await requireQuestion(bank, id);
        const checked = check({ ...questionContentOf(current), ...given });
        if (expectedVersion !== null && expectedVersion !== current.version) {
          throw new AppError('version_conflict', { current: current.version, expected: expectedVersion });
        }
        if (isSameContent(checked.content, current)) return current;
        const applied = await store.applyQuestionChanges(
          bank,
          [{ kind: 'update', id, ...checked, expectedVersion: current.version }],
          auditOf(caller, clock, reason),
        );
        await publish(dependencies, bank, applied.bankVersion);
        return applied.questions[0]!;
      };
      return expectedVersion === null ? mergedAnew(update) : update();
    },

    async removeQuestion(bank, id, { expectedVersion, reason }, caller) {
      demandAccess(caller, 'write', bank);
      const applied = await store.applyQuestionChanges(
        bank,
        [{ kind: 'remove', id, expectedVersion }],
        auditOf(caller, clock, reason),
      );
      await publish(dependencies, bank, applied.bankVersion);
    },

    async upsertQuestions(bank, contents, caller) {
      demandAccess(caller, 'write', bank);
      await requireBank(dependencies, bank);
      return upsertQuestions(dependencies, bank, contents, auditOf(caller, clock, null));
    },
  };
}

/**
 * The whole question is written, so one that another change has reached first is read and merged again: neither
 * change may take the other back.
 */
async function mergedAnew<T>(update: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await update();
    } catch (error) {
      const isConflict = error instanceof AppError && error.code === 'version_conflict';
      if (!isConflict || attempt === MERGE_ATTEMPTS) throw error;
    }
  }
}

/** `filter` with its names as questions keep them. */
function asKept(filter: QuestionFilter): QuestionFilter {
  const kept = { ...filter };
  for (const name of ['category', 'tag', 'externalId'] as const) {
    if (kept[name] !== undefined) kept[name] = visibleLine(kept[name]);
  }
  return kept;
}
