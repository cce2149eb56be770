/**
 * 1. What was saved is loaded, equal to the last bit, also empty banks, emoji and line ends in answers.
 * 2. Saving again replaces; removing removes; what is not there is null.
 * 3. A file that was cut anywhere, changed anywhere, of another format or of another bank is set aside.
 * 4. A save that fails leaves the old snapshot and no temporary file.
 * 5. Unfinished writes of crashed processes are removed, those of living ones are not.
 */
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BankSnapshot, SnapshotStore } from '../../../src/service/ports/snapshot-store.ts';
import { openSnapshotFiles } from '../../../src/snapshot-files/open-snapshot-files.ts';
import { recordingLogger } from '../../helpers/recording-logger.ts';
import { temporaryFolder, type TemporaryFolder } from '../../helpers/temporary-folder.ts';
import { documentOf } from '../service/fake-engine.ts';
import { SETTINGS } from '../service/sample-content.ts';

let folder: TemporaryFolder;
let snapshots: SnapshotStore;
let logger: ReturnType<typeof recordingLogger>;
const open = () => openSnapshotFiles({ folder: folder.path, logger });
const file = () => join(folder.path, 'finance.snapshot.ndjson');

beforeEach(async () => {
  folder = temporaryFolder('snapshots');
  logger = recordingLogger();
  snapshots = await open();
});
afterEach(() => {
  folder.remove();
});

function snapshotOf(parts: Partial<BankSnapshot> = {}): BankSnapshot {
  const at = new Date('2026-01-01T08:00:00.123Z');
  return {
    bank: {
      ...{ name: 'finance', version: 42, createdBy: 'ann', createdAt: at, updatedBy: 'bob', updatedAt: at },
      ...SETTINGS,
    },
    vocabulary: { words: ['花呗'], synonyms: ['农行 = 农业银行'] },
    documents: [
      documentOf({ id: '1', question: '𠮷🙂', answer: '第一行\n第二行\u2028第三行\r', validFromMs: 1 }),
      documentOf({ id: '2', phrasings: ['a', 'b'] }),
    ],
    ...parts,
  };
}

describe('snapshot files', () => {
  it('give back what they were given', async () => {
    const snapshot = snapshotOf();
    await snapshots.save(snapshot);
    expect(await snapshots.list()).toEqual(['finance']);
    expect(await snapshots.load('finance')).toEqual(snapshot);
    const empty = snapshotOf({ documents: [] });
    await snapshots.save(empty);
    expect(await (await open()).load('finance')).toEqual(empty);
    const large = snapshotOf({
      documents: Array.from({ length: 3000 }, (_, at) =>
        documentOf({ id: `${at}`, answer: '答'.repeat(300) }),
      ),
    });
    await snapshots.save(large);
    expect(await snapshots.load('finance')).toEqual(large);
    await snapshots.remove('finance');
    await snapshots.remove('finance');
    expect([await snapshots.list(), await snapshots.load('finance')]).toEqual([[], null]);
  });

  it('are set aside when damaged', async () => {
    await snapshots.save(snapshotOf());
    const whole = readFileSync(file());
    const place = fc.integer({ min: 0, max: whole.length - 2 });
    await fc.assert(
      fc.asyncProperty(place, fc.boolean(), async (at, isCut) => {
        const changed = Buffer.from(whole);
        changed[at] = changed[at]! ^ 1;
        writeFileSync(file(), isCut ? whole.subarray(0, at) : changed);
        expect(await snapshots.load('finance')).toBeNull();
        expect(readdirSync(folder.path)).toEqual(['finance.snapshot.ndjson.damaged']);
      }),
      { numRuns: 60 },
    );
    expect(logger.lines.every(({ level }) => level === 'warn')).toBe(true);
  });

  it.each(['', '\n', 'hello\nworld\n', '{"format":"jieda-snapshot/99"}\n{}\n', 'null\nnull\n'])(
    'are set aside when foreign: %j',
    async (content) => {
      writeFileSync(file(), content);
      expect(await snapshots.load('finance')).toBeNull();
      expect(await snapshots.list()).toEqual([]);
    },
  );

  it('are not taken for another bank', async () => {
    await snapshots.save(snapshotOf());
    writeFileSync(join(folder.path, 'other.snapshot.ndjson'), readFileSync(file()));
    expect(await snapshots.load('other')).toBeNull();
  });

  it('stay whole when a save fails', async () => {
    const snapshot = snapshotOf();
    await snapshots.save(snapshot);
    const unwritable = {
      ...documentOf({ id: '3' }),
      toJSON: () => {
        throw new Error('unwritable');
      },
    };
    const failing = snapshotOf({ documents: [...snapshot.documents, unwritable] });
    await expect(snapshots.save(failing)).rejects.toThrow('unwritable');
    expect(readdirSync(folder.path)).toEqual(['finance.snapshot.ndjson']);
    expect(await snapshots.load('finance')).toEqual(snapshot);
  });

  it('clear away unfinished writes', async () => {
    for (const name of ['old.tmp', 'new.tmp']) writeFileSync(join(folder.path, name), '');
    const longAgo = Date.now() / 1000 - 7200;
    utimesSync(join(folder.path, 'old.tmp'), longAgo, longAgo);
    await open();
    expect(readdirSync(folder.path)).toEqual(['new.tmp']);
  });
});
