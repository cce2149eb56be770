/**
 * A service whose indexes may take one mebibyte:
 * 1. an import that does not fit fails and says so, and nothing of it is written; so does a write;
 * 2. a bank made too large by another program is not loaded: /readyz says so, the others are answered.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { eventually } from '../helpers/eventually.ts';
import { fillBank } from '../helpers/fill-bank.ts';
import { mustRunJieda } from '../helpers/jieda-command.ts';
import { startJieda, type JiedaServer } from '../helpers/jieda-server.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const folder = temporaryFolder('index-memory');
const environment = { JIEDA_DATA_DIR: folder.path };
const file = path.join(folder.path, 'large.csv');
let server: JiedaServer;
let key: string;

beforeAll(async () => {
  const rows = Array.from({ length: 6000 }, (_, at) => `第 ${at} 笔业务要带什么材料？,请带证件。`);
  writeFileSync(file, ['问题,答案', ...rows].join('\n'));
  await fillBank(environment, 'finance', [{ question: '怎么还款？', answer: '在手机上还。' }]);
  const created = await mustRunJieda(['key', 'create', '--name', 'test'], environment);
  key = /jd_\S+/.exec(created)![0];
  server = await startJieda({ ...environment, JIEDA_INDEX_MEMORY_MB: '1' });
});

afterAll(async () => {
  await server.stop();
  folder.remove();
});

const call = (place: string, init: RequestInit = {}): Promise<Response> => {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${key}`);
  return fetch(server.address + place, { ...init, headers });
};

interface ImportReply {
  state: string;
  error: { code: string; message: string } | null;
}

it('refuses an import that does not fit', async () => {
  const form = new FormData();
  const rows = Array.from({ length: 6000 }, (_, at) => `第 ${at} 笔业务要带什么材料？,请带证件。`);
  form.append('file', new Blob([['问题,答案', ...rows].join('\n')]), 'large.csv');
  const accepted = await call('/api/v1/banks/finance/imports', { method: 'POST', body: form });
  expect(accepted.status).toBe(202);
  const place = accepted.headers.get('location')!;
  let ended: ImportReply = { state: '', error: null };
  await eventually(async () => {
    ended = (await (await call(place)).json()) as ImportReply;
    return ['failed', 'published'].includes(ended.state);
  }, 30_000);
  expect(ended).toMatchObject({ state: 'failed', error: { code: 'index_memory_exceeded' } });
  expect(ended.error!.message).toContain('上限 1 MB');
  const found = await call(`/api/v1/search?q=${encodeURIComponent('第 7 笔业务要带什么材料')}`);
  const { hits } = (await found.json()) as { hits: { question: string }[] };
  expect(hits.filter(({ question }) => question.includes('业务'))).toEqual([]);
});

it('answers from what fits where a bank has been made too large', async () => {
  await mustRunJieda(['import', file, '--bank', 'large'], environment);
  await eventually(async () => {
    const { parts } = (await (await call('/readyz')).json()) as { parts: { index: { message?: string } } };
    return parts.index.message?.includes('题库“large”的现状无法载入：索引放不下') ?? false;
  }, 30_000);
  const answered = await call(`/api/v1/ask?q=${encodeURIComponent('怎么还款')}`);
  expect(await answered.json()).toMatchObject({ outcome: 'answer', answer: { text: '在手机上还。' } });
});

it('refuses questions that do not fit', async () => {
  const lines = Array.from({ length: 6000 }, (_, at) =>
    JSON.stringify({ question: `第 ${at} 项服务怎么收费？`, answer: '不收费。' }),
  );
  const reply = await call('/api/v1/banks/finance/questions/bulk', {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: lines.join('\n'),
  });
  expect(await reply.text()).toContain('index_memory_exceeded');
});
