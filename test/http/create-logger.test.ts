/** Log files: JSON lines, stack traces for debugging alone, rotation by size, reopening, nothing lost at the end. */
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
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
