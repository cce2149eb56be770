import type { QuestionDocument } from '../../engine/index.ts';
import type { Bank } from '../ports/bank-store.ts';
import type { ChangeLog } from '../ports/change-log.ts';
import type { SearchEngine, SearchIndex } from '../search-engine.ts';
import { hasRoom, type IndexRoom } from './index-room.ts';
import type { LiveBank } from './live-bank.ts';

/** A batch of changes that is about to be committed: what it makes of a bank, if it comes to that. */
export interface ComingChanges {
  /** Of the bank once they are in. */
  version: number;
  /** What the change log will say of the last of them, see `ChangeLog.changeMark`. */
  mark: string;
  /** Ids of the documents that go; no document that is put has one of them. */
  removed: readonly string[];
  put: ComingDocuments;
}

/** Documents that are added or take the place of another, no two with one id. */
export interface ComingDocuments {
  count: number;
  /** About how much memory they will take in an index. */
  bytes: number;
  /** All of them, to be gone through once at most; whoever wants them begins at once. */
  pieces: AsyncIterable<readonly QuestionDocument[]> | Iterable<readonly QuestionDocument[]>;
}

/** An index that is built while its changes are being written. */
export interface PreparedIndex extends Pick<ComingChanges, 'version' | 'mark'> {
  base: LiveBank;
  /** Null where it could not be built. */
  index: Promise<SearchIndex | null>;
  /** Stops taking documents, and building from nothing; folding them into an index that is there goes on, unused. */
  drop(): void;
}

/** @returns null where the changes would not fit, or are not those that follow on `live` */
export function prepareIndex(
  engine: Pick<SearchEngine, 'buildIndex'>,
  live: LiveBank | null,
  changes: ComingChanges,
  room: IndexRoom,
): PreparedIndex | null {
  if (live === null || live.fromSnapshot) return null;
  const { version, mark, put, removed } = changes;
  if (live.bank.version + put.count + removed.length !== version) return null;
  if (!hasRoom(room, live.index.size * room.questionBytes + put.bytes)) return null;
  const dropping = new AbortController();
  return {
    ...{ base: live, version, mark },
    index: indexOf(engine, live, changes, dropping.signal).catch(() => null),
    drop: () => {
      dropping.abort();
    },
  };
}

async function indexOf(
  engine: Pick<SearchEngine, 'buildIndex'>,
  { index, vocabulary }: LiveBank,
  { put, removed }: ComingChanges,
  signal: AbortSignal,
): Promise<SearchIndex> {
  // Each document can go once it is in: a hundred thousand take as much memory as their index.
  if (index.size === 0) return engine.buildIndex(put.pieces, vocabulary, signal);
  const documents: QuestionDocument[] = [];
  for await (const piece of put.pieces) {
    signal.throwIfAborted();
    for (const document of piece) documents.push(document);
  }
  return index.withChanges({ put: documents, removed });
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
  const index = await prepared.index;
  return index === null ? live : { ...live, bank: { ...bank, version }, mark, index };
}
