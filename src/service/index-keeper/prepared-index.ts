import { memoryOfDocument, type DocumentChanges } from '../../engine/index.ts';
import type { Bank } from '../ports/bank-store.ts';
import type { ChangeLog } from '../ports/change-log.ts';
import type { SearchIndex } from '../search-engine.ts';
import { hasRoom, type IndexRoom } from './index-room.ts';
import type { LiveBank } from './live-bank.ts';

/** A batch of changes that is about to be committed: what it makes of a bank, if it comes to that. */
export interface ComingChanges {
  /** Of the bank once they are in. */
  version: number;
  /** What the change log will say of the last of them, see `ChangeLog.changeMark`. */
  mark: string;
  documents: DocumentChanges;
}

/** An index that is built while its changes are being written. */
export interface PreparedIndex extends Pick<ComingChanges, 'version' | 'mark'> {
  base: LiveBank;
  index: Promise<SearchIndex>;
}

/** @returns null where the changes would not fit, or are not those that follow on `live` */
export function prepareIndex(
  live: LiveBank | null,
  { version, mark, documents }: ComingChanges,
  room: IndexRoom,
): PreparedIndex | null {
  if (live === null || live.fromSnapshot) return null;
  const { put, removed } = documents;
  if (live.bank.version + put.length + removed.length !== version) return null;
  let bytes = live.index.size * room.questionBytes;
  for (const document of put) bytes += memoryOfDocument(document);
  if (!hasRoom(room, bytes)) return null;
  const index = live.index.withChanges(documents);
  // Whoever takes it hears of it.
  index.catch(() => undefined);
  return { base: live, version, mark, index };
}

/**
 * `live` moved on to what was prepared, where that is what was committed next; else `live` itself. All changes of
 * a batch are neighbours in the log, so that the last one, known by its mark, tells where the first one stands.
 */
export async function moveToPrepared(
  source: Pick<ChangeLog, 'changeMark'>,
  live: LiveBank,
  bank: Bank,
  prepared: PreparedIndex | null,
): Promise<LiveBank> {
  if (prepared?.base !== live || prepared.version > bank.version) return live;
  const { version, mark } = prepared;
  if ((await source.changeMark(bank.name, live.bank.version)) !== live.mark) return live;
  if ((await source.changeMark(bank.name, version)) !== mark) return live;
  return { ...live, bank: { ...bank, version }, mark, index: await prepared.index };
}
