import { AppError } from '../../errors.ts';
import { importConflict } from '../import-conflict.ts';
import { demandAccess } from '../access.ts';
import { publish } from '../administration/write-context.ts';
import type { Caller } from '../caller.ts';
import type { ImportRecord } from '../ports/import-store.ts';
import type { BankTransfer, KeptByUndo, UndoneImport } from '../use-cases/bank-transfer.ts';
import { isOvertaken } from '../overtaken.ts';
import { planUndo, type UndoPlan } from './plan-undo.ts';
import type { TransferDependencies } from './transfer-dependencies.ts';
import { say, type Said } from '../../said.ts';

const ATTEMPTS = 3;
const IDENTITIES_AT_ONCE = 1000;
/** An error names so many of the entries that are in the way. */
const NAMED = 100;

/**
 * Gives every question back what it was before an import, in one transaction.
 * @throws AppError `undo_conflict` naming what was changed since, unless `partial` leaves something to undo;
 * `import_conflict` when the import is not published
 */
export async function undoImport(
  dependencies: TransferDependencies,
  findImport: BankTransfer['findImport'],
  id: string,
  { partial }: { partial: boolean },
  caller: Caller,
): Promise<UndoneImport> {
  const { store, clock } = dependencies;
  const record = await findImport(id, caller);
  const { bank, state, fileName } = record;
  demandAccess(caller, 'write', bank);
  if (state !== 'published') throw importConflict(state);
  for (let attempt = 1; ; attempt++) {
    const { writes, kept } = await plan(dependencies, record);
    // An undo that brings nothing back would only keep the import from being undone later.
    if (kept.length > 0 && (!partial || writes.length === 0)) throw conflict(kept);
    const audit = { by: caller.name, at: clock.now(), reason: `撤销导入 ${fileName}`, importId: id };
    try {
      const { bankVersion } = await store.undoImport(id, bank, writes, audit);
      await publish(dependencies, bank, bankVersion);
      return { import: await findImport(id, caller), restored: writes.length, kept };
    } catch (error) {
      if (!isOvertaken(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

async function plan(
  { store, engine }: TransferDependencies,
  { id, bank, bankVersion }: ImportRecord,
): Promise<UndoPlan> {
  if (bankVersion === null) return { writes: [], kept: [] };
  const identityOf = (text: string) => engine.normalizeForIdentity(text);
  const imported = await store.listImported(bank, id, bankVersion);
  const touched = await store.listTouchedSince(bank, bankVersion);
  const ids = imported.map(({ questionId }) => questionId);
  const questions = new Map((await store.findQuestions(bank, ids)).map((each) => [each.id, each]));
  const former = imported.flatMap(({ before }) => before ?? []);
  for (let from = 0; from < former.length; from += IDENTITIES_AT_ONCE) {
    const some = former.slice(from, from + IDENTITIES_AT_ONCE);
    const owners = await store.findByIdentity(bank, {
      externalIds: some.flatMap(({ externalId }) => externalId ?? []),
      questionKeys: some.map(({ question }) => identityOf(question)),
    });
    for (const owner of owners) questions.set(owner.id, owner);
  }
  return planUndo(imported, { touched, questions: [...questions.values()] }, identityOf);
}

function conflict(kept: readonly KeptByUndo[]): AppError {
  const details = kept.slice(0, NAMED).map((each) => ({ path: each.questionId, message: describe(each) }));
  return new AppError('undo_conflict', { count: kept.length }, { details });
}

function describe({ question, reason }: KeptByUndo): Said {
  if (reason === 'taken') {
    return say(
      `“${question}”原来的问题或编号已被另一条使用`,
      `what "${question}" was before, or its external id, is another's now`,
    );
  }
  // One that the import added and that is gone has no wording here.
  if (question === '') return say('这一条在导入之后已被删除', 'it was removed after the import');
  return say(`“${question}”在导入之后又有改动`, `"${question}" was changed after the import`);
}
