/**
 * Log files: JSON lines, stack traces and what drivers quote for debugging alone, rotation by size, reopening, full
 * disks, nothing lost at the end.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Level } from 'pino';
import { createLogger } from '../../src/logging/create-logger.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jieda-log-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const open = (maxBytes = 1024 * 1024, maxFiles = 3, level: Level = 'info') =>
  createLogger({ level, file: { path: join(folder, 'logs', 'jieda.log'), maxBytes, maxFiles } });

const linesOf = (...path: string[]) =>
  readFileSync(join(folder, ...path), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const moment = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

it('writes JSON lines with level, time and error', async () => {
  const { logger, close } = await open();
  logger.warn({ error: new Error('gone'), bank: 'finance' }, '数据库连不上');
  logger.debug('not at this level');
  await close();
  const [file] = readdirSync(join(folder, 'logs'));
  expect(linesOf('logs', file!)).toEqual([
    {
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
      pid: process.pid,
      bank: 'finance',
      error: expect.objectContaining({ type: 'Error', message: 'gone' }) as object,
      msg: '数据库连不上',
    },
  ]);
});

it.each([
  ['info', false],
  ['debug', true],
] as const)('at level %s writes errors whole, their stack traces: %s', async (level, hasStacks) => {
  const { logger, close } = await open(undefined, undefined, level);
  const first = Object.assign(new Error('no route'), { code: 'EHOSTUNREACH' });
  const error = Object.assign(new AggregateError([first], 'all away'), { lastNodeError: first });
  logger.error({ error, bank: 'finance' }, '数据库连不上');
  logger.warn({ error: 'no error at all' }, '其他');
  await close();
  const [file] = readdirSync(join(folder, 'logs'));
  const lines = linesOf('logs', file!);
  const route = { type: 'Error', message: 'no route', code: 'EHOSTUNREACH' };
  expect(lines).toMatchObject([
    {
      bank: 'finance',
      error: { type: 'AggregateError', message: 'all away', lastNodeError: route, aggregateErrors: [route] },
    },
    { error: 'no error at all' },
  ]);
  expect(JSON.stringify(lines).match(/"stack"/g)?.length ?? 0).toBe(hasStacks ? 3 : 0);
  expect(error.stack).toContain('create-logger.test');
});

it.each([
  ['info', false],
  ['debug', true],
] as const)('at level %s writes what drivers quote in their errors: %s', async (level, isThere) => {
  const { logger, close } = await open(undefined, undefined, level);
  const refused = Object.assign(new Error('OOM'), { command: { name: 'set', args: ['ask:怎么还款'] } });
  const failed = Object.assign(new Error('gone'), { sql: "insert into feedback values ('怎么还款')" });
  logger.warn({ error: refused }, 'Redis is away');
  logger.warn({ error: Object.assign(new AggregateError([failed], 'all'), { last: refused }) }, 'Away');
  await close();
  const [file] = readdirSync(join(folder, 'logs'));
  expect(linesOf('logs', file!)).toHaveLength(2);
  expect(readFileSync(join(folder, 'logs', file!), 'utf8').includes('怎么还款')).toBe(isThere);
});

it('goes on in another file when one is full, and keeps so many old ones', async () => {
  const { logger, close } = await open(1000, 2);
  for (let index = 0; index < 60; index++) {
    logger.info({ index }, 'x'.repeat(100));
    await moment(5);
  }
  await moment(100);
  await close();
  const files = readdirSync(join(folder, 'logs'));
  expect(files.length).toBeGreaterThan(1);
  expect(files.length).toBeLessThanOrEqual(3);
  const last = files.flatMap((file) => linesOf('logs', file)).map(({ index }) => index);
  expect(last).toContain(59);
});

it('opens its file anew after something has moved it away', async () => {
  const { logger, reopen, close } = await open();
  logger.info('before');
  await moment(50);
  const [file] = readdirSync(join(folder, 'logs'));
  renameSync(join(folder, 'logs', file!), join(folder, 'moved.log'));
  reopen();
  await moment(50);
  logger.info('after');
  await close();
  expect(linesOf('moved.log').map(({ msg }) => msg)).toEqual(['before']);
  expect(linesOf('logs', file!).map(({ msg }) => msg)).toEqual(['after']);
});

it('rejects when the file cannot be opened', async () => {
  await expect(
    createLogger({ file: { path: '/proc/jieda.log', maxBytes: 1000, maxFiles: 1 } }),
  ).rejects.toThrow();
});

describe.runIf(existsSync('/dev/full'))('on a full disk', () => {
  const noteFailures = () => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    return () => written.mock.calls.map(([text]) => String(text));
  };
  const openOnFullDisk = async () => {
    mkdirSync(join(folder, 'logs'));
    for (const number of [1, 2]) symlinkSync('/dev/full', join(folder, 'logs', `jieda.${number}.log`));
    return open(64 * 1024 * 1024);
  };

  it('keeps what waits within bounds, says once that it cannot be written, and goes on when there is room', async () => {
    const failures = noteFailures();
    const { logger, reopen, close } = await openOnFullDisk();
    for (let index = 0; index < 160; index++) {
      logger.info({ index }, 'x'.repeat(100_000));
      await moment(0);
    }
    expect(failures()).toEqual([expect.stringContaining('ENOSPC')]);
    for (const file of readdirSync(join(folder, 'logs'))) rmSync(join(folder, 'logs', file));
    reopen();
    logger.info('as soon as there is room');
    await moment(300);
    logger.info('after');
    await close();
    const [file] = readdirSync(join(folder, 'logs'));
    const lines = linesOf('logs', file!);
    expect(lines[0]).toMatchObject({ index: 0 });
    expect(lines.at(-1)).toMatchObject({ msg: 'after' });
    expect(statSync(join(folder, 'logs', file!)).size).toBeLessThan(9 * 1024 * 1024);
  });

  it('lets go of what it cannot write when it is closed', async () => {
    noteFailures();
    const { logger, close } = await openOnFullDisk();
    logger.info('lost');
    await moment(50);
    await close();
    expect(() => {
      logger.info('too late');
    }).toThrow('destroyed');
  });
});
