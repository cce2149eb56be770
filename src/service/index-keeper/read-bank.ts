import { memoryOfDocument, type QuestionDocument } from '../../engine/index.ts';
import type { Bank, BankStore } from '../ports/bank-store.ts';
import type { BankChange, ChangeLog } from '../ports/change-log.ts';
import type { QuestionStore } from '../ports/question-store.ts';
import type { VocabularyStore } from '../ports/vocabulary-store.ts';
import type { SearchEngine, SearchIndex } from '../search-engine.ts';
import { demandRoom, memoryOfIndex, type IndexRoom } from './index-room.ts';
import { toDocument, type LiveBank } from './live-bank.ts';
import { moveToPrepared, type PreparedIndex } from './prepared-index.ts';

/** What of the store an index is built from. */
export type IndexSource = Pick<BankStore, 'findBank'> &
  Pick<QuestionStore, 'readSearchedContent'> &
  Pick<VocabularyStore, 'readVocabulary'> &
  Pick<ChangeLog, 'bankVersions' | 'listChangedSince' | 'changeMark'>;

const QUESTIONS_PER_BATCH = 1000;
const CHANGES_PER_PAGE = 1000;

/**
 * The bank as the store has it now: `live` carried forward along the change log, or read anew where that
 * cannot be done. Gives `live` itself back when nothing changed, and null when the bank is gone.
 * @param room beside this bank
 * @param prepared what may spare following the change log
 * @throws AppError `store_unavailable`, `index_memory_exceeded` as soon as it is clear that it does not fit; the reason
 * of `signal` when that is aborted
 */
export async function readBank(
  source: IndexSource,
  engine: SearchEngine,
  name: string,
  live: LiveBank | null,
  { room, signal, prepared }: { room: IndexRoom; signal: AbortSignal; prepared: PreparedIndex | null },
): Promise<LiveBank | null> {
  const bank = await source.findBank(name);
  if (bank === null) return null;
  const base =
    live !== null && continues(live, bank) ? await moveToPrepared(source, live, bank, prepared) : null;
  signal.throwIfAborted();
  const followed = base === null ? null : await followChangeLog(source, base, bank, room);
  if (followed !== null) return followed;
  // Changes that commit meanwhile may be in it already; the change log then brings them again.
  const mark = await source.changeMark(bank.name, bank.version);
  const vocabulary = await source.readVocabulary(bank.name);
  const documents = readDocuments(source, bank.name, room);
  const index = await engine.buildIndex(documents, vocabulary, signal);
  return { bank, vocabulary, mark, index, fromSnapshot: false };
}

/** Whether the change log leads from `live` to `bank`: same bank, and not put back to an earlier state. */
function continues(live: LiveBank, bank: Bank): boolean {
  const sameBank = live.bank.createdAt.getTime() === bank.createdAt.getTime();
  const isKnownStep = !live.fromSnapshot || live.mark !== null;
  return sameBank && isKnownStep && live.bank.version <= bank.version;
}

async function* readDocuments(
  source: IndexSource,
  bank: string,
  room: IndexRoom,
): AsyncGenerator<QuestionDocument[]> {
  let bytes = 0;
  for await (const batch of source.readSearchedContent(bank, QUESTIONS_PER_BATCH)) {
    const documents = batch.flatMap((question) => toDocument(question) ?? []);
    for (const document of documents) bytes += memoryOfDocument(document);
    demandRoom(room, bytes);
    yield documents;
  }
}

/**
 * `base` with every change since applied at once, so that it is published once.
 * @param bank its settings as read just before
 * @returns null when the log has a gap, is not the one that led to `base`, or the vocabulary changed: the bank must
 * be read anew
 */
async function followChangeLog(
  source: IndexSource,
  base: LiveBank,
  bank: Bank,
  room: IndexRoom,
): Promise<LiveBank | null> {
  if ((await source.changeMark(bank.name, base.bank.version)) !== base.mark) return null;
  if (base.bank.version === bank.version) return base.fromSnapshot ? { ...base, fromSnapshot: false } : base;
  const changed = new Map<string, QuestionDocument | null>();
  let { version } = base.bank;
  let settings = bank;
  let hasLearned = false;
  for (;;) {
    const page = await source.listChangedSince(bank.name, version, CHANGES_PER_PAGE);
    if (page.length === 0) break;
    if (!isContiguous(page, version) || page.some((change) => change.kind === 'vocabulary')) return null;
    hasLearned ||= page.some((change) => change.kind === 'adaptation');
    for (const change of page) {
      if (change.kind === 'question') {
        changed.set(change.questionId, change.question === null ? null : toDocument(change.question));
      }
    }
    version += page.length;
    const mayBeNewer = version > settings.version && page.some((change) => change.kind === 'settings');
    if (mayBeNewer) settings = (await source.findBank(bank.name)) ?? settings;
  }
  if (version < bank.version) return null;
  const changedIndex = await applyChanges(base, changed);
  if (changedIndex.size > base.index.size) demandRoom(withSlack(room), memoryOfIndex(changedIndex));
  const mark = await source.changeMark(bank.name, version);
  const moved = { ...base, bank: { ...settings, version }, mark, fromSnapshot: false };
  if (!hasLearned) return { ...moved, index: changedIndex };
  const vocabulary = await source.readVocabulary(bank.name);
  return { ...moved, vocabulary, index: changedIndex.withAdaptation(vocabulary.adaptation ?? null) };
}

/** What was let in by an estimate must not be kept out by the measure. */
function withSlack(room: IndexRoom): IndexRoom {
  return { ...room, limitBytes: room.limitBytes * 1.1 };
}

function isContiguous(page: readonly BankChange[], after: number): boolean {
  return page.every((change, position) => change.version === after + position + 1);
}

async function applyChanges(
  base: LiveBank,
  changed: ReadonlyMap<string, QuestionDocument | null>,
): Promise<SearchIndex> {
  if (changed.size === 0) return base.index;
  const put: QuestionDocument[] = [];
  const removed: string[] = [];
  for (const [id, document] of changed) {
    if (document === null) removed.push(id);
    else put.push(document);
  }
  return base.index.withChanges({ put, removed });
}
