/**
 * 1. What was saved is loaded, equal to the last bit, whatever kinds of arrays there are, also empty and large ones.
 * 2. Saving again replaces; removing removes; what is not there is null.
 * 3. A file that was cut anywhere, changed anywhere, of another format or of another bank is set aside; one that the
 *    system does not let read is left where it is, and one whose name is none of a bank is passed over.
 * 4. A save that fails leaves the old snapshot and no temporary file.
 * 5. Unfinished writes of crashed processes are removed, those of living ones are not.
 * 6. Files of earlier versions are opened, or refused with their format named.
 */
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { arraysOf, indexOfArrays } from '../../../src/engine/index.ts';
import type { BankSnapshot, SnapshotStore } from '../../../src/service/ports/snapshot-store.ts';
import { openSnapshotFiles } from '../../../src/snapshot-files/open-snapshot-files.ts';
import { analyzerFor, searchEngine } from '../../helpers/engine.ts';
import { recordingLogger } from '../../helpers/recording-logger.ts';
import { temporaryFolder, type TemporaryFolder } from '../../helpers/temporary-folder.ts';
import { SETTINGS } from '../service/sample-content.ts';

/** One file of each format and layout that there has been. */
const FIXTURES = join(import.meta.dirname, '../../fixtures/snapshots');

let folder: TemporaryFolder;
let snapshots: SnapshotStore;
let logger: ReturnType<typeof recordingLogger>;
const open = () => openSnapshotFiles({ folder: folder.path, logger });
const file = () => join(folder.path, 'finance.snapshot');

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
    mark: 'a mark',
    arrays: {
      ...{ layout: 7, analysis: 'jieba\n花呗' },
      segments: [
        { a: Uint8Array.of(1, 2, 3), b: Uint16Array.of(0xd842), c: new Uint32Array(0) },
        { a: Float64Array.of(-Infinity, 0.1), b: Uint32Array.of(2 ** 32 - 1), c: Uint8Array.of(9) },
      ],
    },
    ...parts,
  };
}

describe('snapshot files', () => {
  it('give back what they were given', async () => {
    const snapshot = snapshotOf();
    await snapshots.save(snapshot);
    expect(await snapshots.list()).toEqual(['finance']);
    expect(await snapshots.load('finance')).toEqual(snapshot);
    const empty = snapshotOf({ mark: null, arrays: { layout: 1, analysis: '', segments: [] } });
    await snapshots.save(empty);
    expect(await (await open()).load('finance')).toEqual(empty);
    const long = Uint16Array.from({ length: 3_000_001 }, (_, i) => i * 7);
    const large = snapshotOf({ arrays: { layout: 1, analysis: '', segments: [{ long: long.subarray(1) }] } });
    await snapshots.save(large);
    const loaded = await snapshots.load('finance');
    expect(isDeepStrictEqual(loaded, large)).toBe(true);
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
        expect(readdirSync(folder.path)).toEqual(['finance.snapshot.damaged']);
      }),
      { numRuns: 60 },
    );
    expect(logger.lines.every(({ level }) => level === 'warn')).toBe(true);
  });

  it.each([
    '',
    '\n',
    'hello\nworld\n',
    'jieda-snapshot/99\n{}\n',
    'jieda-snapshot/2\n',
    'jieda-snapshot/2\n{}\n\0\0\0\0',
    'null\nnull\n',
  ])('are set aside when foreign: %j', async (content) => {
    writeFileSync(file(), content);
    expect(await snapshots.load('finance')).toBeNull();
    expect(await snapshots.list()).toEqual([]);
  });

  it('of the first format are refused by name', async () => {
    const former = join(folder.path, 'finance.snapshot.ndjson');
    copyFileSync(join(FIXTURES, 'jieda-snapshot-1.ndjson'), former);
    expect(await snapshots.list()).toEqual(['finance']);
    expect(await snapshots.load('finance')).toBeNull();
    expect(readdirSync(folder.path)).toEqual(['finance.snapshot.ndjson.damaged']);
    expect(String(logger.lines[0]!.fields['error'])).toContain('but of jieda-snapshot/1');
  });

  it('of the first layout of the second format are refused by name', async () => {
    copyFileSync(join(FIXTURES, 'jieda-snapshot-2-layout-1.snapshot'), file());
    const { vocabulary, arrays } = (await snapshots.load('finance'))!;
    await expect(searchEngine.restoreIndex(arrays, vocabulary)).rejects.toThrow('an index of layout 1');
  });

  it.each([2, 3, 4])('of layout %i of the second format are opened', async (layout) => {
    copyFileSync(join(FIXTURES, `jieda-snapshot-2-layout-${layout}.snapshot`), file());
    const { bank, vocabulary, arrays } = (await snapshots.load('finance'))!;
    const [segment] = arraysOf(indexOfArrays(arrays, analyzerFor(vocabulary))).segments;
    const counts = [...segment!['postings.blockCounts']!];
    const starts = counts.map((_, entry) => counts.slice(0, entry).reduce((sum, count) => sum + count, 0));
    const every16th = starts.filter((_, entry) => entry % 16 === 0);
    expect([...segment!['postings.groupStart']!]).toEqual(every16th);
    const index = await searchEngine.restoreIndex(arrays, vocabulary);
    expect([bank.version, index.size]).toEqual([42, 2]);
    const ids = [...index.documents()].map(({ id }) => id);
    expect(ids).toEqual([layout === 2 ? '1' : '01JDW8Q4M3ZK7X9T5V2B6N0RAC', '2']);
    const request = { category: null, tag: null, nowMs: 0, limit: 1, offset: 0, explain: false };
    const { matches } = index.search('花呗如何还款', request).result;
    expect(matches.map(({ document }) => document.answer)).toEqual(['在支付宝还款。']);
  });

  it('are not taken for another bank', async () => {
    await snapshots.save(snapshotOf());
    writeFileSync(join(folder.path, 'other.snapshot'), readFileSync(file()));
    expect(await snapshots.load('other')).toBeNull();
  });

  it('are left where they are when the system fails to read them', async () => {
    symlinkSync('unending.snapshot', join(folder.path, 'unending.snapshot'));
    mkdirSync(join(folder.path, 'folder.snapshot'));
    for (const bank of ['unending', 'folder']) expect(await snapshots.load(bank)).toBeNull();
    expect(readdirSync(folder.path)).toEqual(['folder.snapshot', 'unending.snapshot']);
    expect(logger.lines.map(({ level, fields }) => [level, fields['error']])).toMatchObject([
      ['warn', { code: 'ELOOP' }],
      ['warn', { code: 'EISDIR' }],
    ]);
  });

  it('are listed beside a file whose name is none of a bank', async () => {
    await snapshots.save(snapshotOf());
    writeFileSync(join(folder.path, '100%.snapshot'), '');
    expect(await snapshots.list()).toEqual(['finance']);
  });

  it('stay whole when a save fails', async () => {
    const snapshot = snapshotOf();
    await snapshots.save(snapshot);
    class Unwritable extends Uint16Array {
      override get byteLength(): number {
        throw new Error('unwritable');
      }
    }
    const segments = [...snapshot.arrays.segments, { a: new Unwritable(3) }];
    const failing = snapshotOf({ arrays: { ...snapshot.arrays, segments } });
    await expect(snapshots.save(failing)).rejects.toThrow('unwritable');
    expect(readdirSync(folder.path)).toEqual(['finance.snapshot']);
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
