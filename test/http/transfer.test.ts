/** Files in and out: imports, their records and reports, exports. */
import { beforeEach, describe, expect, it } from 'vitest';
import { EDITOR, httpFixture, READER, type HttpFixture } from '../helpers/http-fixture.ts';

const imports = '/api/v1/banks/finance/imports';
const workbook = Buffer.from('PK not really');

let http: HttpFixture;
beforeEach(() => {
  http = httpFixture();
});

const upload = (fileName = '金融 问答.xlsx', content = workbook) =>
  http.api.post(imports).set(EDITOR).attach('file', content, fileName);

describe('imports', () => {
  const owner = { name: 'worker', role: 'owner', banks: null } as const;

  it('answers 202 with the record and its address; Chinese file names survive', async () => {
    const response = await upload()
      .field('mode', 'add')
      .field('dryRun', 'true')
      .field('strict', 'true')
      .field('extraColumns', 'keep')
      .field('publishAt', '2025-03-02T02:00:00+08:00');
    expect(response.status).toBe(202);
    expect(response.headers['location']).toBe('/api/v1/imports/i1');
    const record = {
      id: 'i1',
      bank: 'finance',
      fileName: '金融 问答.xlsx',
      mode: 'add',
      dryRun: true,
      strict: true,
      extraColumns: 'keep',
      publishAt: '2025-03-01T18:00:00.000Z',
      createdBy: 'key:editor',
      createdAt: '2025-03-01T02:00:00.000Z',
    };
    expect(response.body).toMatchObject({ ...record, state: 'queued', findings: [], finishedAt: null });
    await http.services.transfer.completeImport('i1', owner);
    const found = await http.api.get('/api/v1/imports/i1').set(EDITOR);
    expect(found.status).toBe(200);
    expect(found.body).toEqual({
      ...record,
      state: 'validated',
      progress: null,
      error: null,
      counts: { read: 2, added: 1, updated: 0, unchanged: 0, rejected: 1, removed: 0 },
      findings: [
        {
          level: 'error',
          sheet: '信用卡',
          row: 3,
          column: 'B',
          cell: 'B3',
          rule: 'answer_missing',
          found: '没有答案',
          expected: '请填写答案',
          fix: null,
        },
      ],
      checkedVersion: 42,
      bankVersion: null,
      finishedAt: '2025-03-01T02:00:00.000Z',
    });
  });

  it('publishes by default, once for each Idempotency-Key', async () => {
    const first = await upload().set('Idempotency-Key', 'k');
    expect(first.body).toMatchObject({ mode: 'upsert', dryRun: false, strict: false, publishAt: null });
    expect(first.body).toMatchObject({ extraColumns: 'ignore' });
    const again = await upload().set('Idempotency-Key', 'k');
    expect(again.body).toEqual(first.body);
    expect(again.headers['location']).toBe(first.headers['location']);
    await upload('其他.xlsx').set('Idempotency-Key', 'k').expect(409);
    await upload().field('dryRun', 'true').set('Idempotency-Key', 'k').expect(409);
  });

  it('sends events, uncompressed and unbuffered, until the import has ended', async () => {
    await upload();
    const response = await http.api
      .get('/api/v1/imports/i1/events')
      .set(EDITOR)
      .set('Accept-Encoding', 'gzip');
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    expect(response.headers['content-encoding']).toBeUndefined();
    const events = response.text.trim().split('\n\n');
    expect(events.map((event) => event.split('\n')[0])).toEqual(['event: progress', 'event: end']);
    expect(JSON.parse(events[0]!.split('\ndata: ')[1]!)).toMatchObject({
      state: 'running',
      progress: { phase: 'judging', done: 1, total: 2, rowsPerSecond: 100 },
    });
  });

  it('says in the language of the reader why one failed', async () => {
    await upload();
    const record = await http.services.transfer.findImport('i1', owner);
    const error = {
      code: 'workbook_unreadable',
      parameters: { reason: { zh: '不是 xlsx 文件', en: 'it is no .xlsx' } },
    } as const;
    http.services.transfer.findImport = () => Promise.resolve({ ...record, state: 'failed', error });
    const get = () => http.api.get('/api/v1/imports/i1').set(EDITOR);
    expect((await get()).body).toMatchObject({ error: { message: '无法读取文件：不是 xlsx 文件' } });
    expect((await get().set('Accept-Language', 'en')).body).toMatchObject({
      error: { code: 'workbook_unreadable', message: 'The file cannot be read: it is no .xlsx' },
    });
  });

  it('shows what changes field by field, texts with their differences', async () => {
    await upload();
    const response = await http.api.get('/api/v1/imports/i1/changes').query({ kind: 'updated' }).set(EDITOR);
    expect(response.body).toMatchObject({
      total: 1,
      items: [
        {
          kind: 'updated',
          questionId: 'q1',
          sheet: '信用卡',
          row: 2,
          fields: [
            {
              field: 'answer',
              before: '柜台还款。',
              after: '手机还款。',
              diff: [
                { kind: 'removed', text: '柜台' },
                { kind: 'added', text: '手机' },
                { kind: 'same', text: '还款。' },
              ],
            },
            { field: 'tags', before: [], after: ['还款'] },
          ],
        },
      ],
    });
    await http.api.get('/api/v1/imports/i1/changes').set(EDITOR).expect(422);
  });

  it('publishes what was checked, and cancels what has not begun', async () => {
    await upload().field('dryRun', 'true');
    await http.services.transfer.completeImport('i1', owner);
    await http.api.post('/api/v1/imports/i1/cancel').set(EDITOR).expect(409);
    const refused = await http.api.post('/api/v1/imports/i1/publish').set(EDITOR).send({});
    expect([refused.status, refused.body]).toMatchObject([409, { error: { code: 'import_outdated' } }]);
    const bodiless = await http.api.post('/api/v1/imports/i1/publish').set(EDITOR);
    expect(bodiless.status).toBe(refused.status);
    const forced = await http.api.post('/api/v1/imports/i1/publish').set(EDITOR).send({ force: true });
    expect([forced.status, forced.body]).toMatchObject([202, { state: 'queued', dryRun: false }]);
    const cancelled = await http.api.post('/api/v1/imports/i1/cancel').set(EDITOR);
    expect([cancelled.status, cancelled.body]).toMatchObject([202, { state: 'cancelled' }]);
  });

  it('gives the report as a file named after the import', async () => {
    await upload();
    const response = await http.api.get('/api/v1/imports/i1/report.xlsx').set(EDITOR);
    expect(response.status).toBe(200);
    expect(response.headers['content-disposition']).toContain(
      `filename*=UTF-8''${encodeURIComponent('金融 问答-导入报告.xlsx')}`,
    );
    expect(response.text).toBe('PK report');
  });

  it.each([
    ['a time that is none', () => upload().field('publishAt', 'tomorrow'), 422, 'invalid_value'],
    ['no file', () => http.api.post(imports).set(EDITOR).field('mode', 'add'), 422, 'invalid_value'],
    ['an unknown field', () => upload().field('colour', 'red'), 422, 'invalid_value'],
    ['a mode that is none', () => upload().field('mode', 'merge'), 422, 'invalid_value'],
    ['two files', () => upload().attach('file', workbook, 'b.xlsx'), 422, 'invalid_value'],
    [
      'a file in another field',
      () => http.api.post(imports).set(EDITOR).attach('upload', workbook, 'b.xlsx'),
      422,
      'invalid_value',
    ],
    ['JSON', () => http.api.post(imports).set(EDITOR).send({}), 415, 'unsupported_media_type'],
    ['a form cut short', () => cutShort(), 400, 'malformed_request'],
    [
      'an unknown bank',
      () => http.api.post('/api/v1/banks/no/imports').set(EDITOR).attach('file', workbook, 'b.xlsx'),
      404,
      'bank_not_found',
    ],
  ])('refuses %s', async (_name, send, status, code) => {
    const response = await send();
    expect(response.status).toBe(status);
    expect(response.body).toMatchObject({ error: { code } });
  });

  const cutShort = () =>
    http.api
      .post(imports)
      .set(EDITOR)
      .set('Content-Type', 'multipart/form-data; boundary=x')
      .send('--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\nPK');

  it('says that the boundary is missing where a form has none', async () => {
    for (const type of ['multipart/form-data', 'multipart/form-data; charset=utf-8']) {
      const response = await http.api.post(imports).set(EDITOR).set('Content-Type', type).send('--x--');
      expect(response.status).toBe(400);
      expect(response.body).toMatchObject({
        error: {
          code: 'malformed_request',
          message: '请求格式有误：Content-Type 缺少 boundary；请让客户端自己设置它',
        },
      });
    }
  });

  it('refuses a file that is too large', async () => {
    http = httpFixture({ maxImportBytes: 1024 });
    const response = await upload('a.xlsx', Buffer.alloc(2048, 'PK'));
    expect(response.status).toBe(413);
    expect(response.body).toMatchObject({ error: { message: '请求体最大 1024 字节' } });
  });

  it('knows no import that never was', async () => {
    await http.api.get('/api/v1/imports/i9').set(EDITOR).expect(404);
    await http.api.get('/api/v1/imports/i9/report.xlsx').set(EDITOR).expect(404);
  });
});

describe('exports', () => {
  it.each([
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', '信用卡如何还款？'],
    ['csv', 'text/csv; charset=utf-8', '信用卡如何还款？'],
    ['ndjson', 'application/x-ndjson; charset=utf-8', '{"question":"信用卡如何还款？"}\n'],
  ])('streams .%s under the title of the bank', async (format, mediaType, text) => {
    const response = await http.api.get(`/api/v1/banks/finance/export.${format}`).set(READER);
    expect(response.status).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': mediaType,
      'transfer-encoding': 'chunked',
      'cache-control': 'private, no-store',
    });
    expect(response.headers['content-disposition']).toContain(
      `filename*=UTF-8''${encodeURIComponent('金融问答')}.${format}`,
    );
    expect(response.text).toBe(text);
  });

  it('answers an unknown bank with an error, not with a file', async () => {
    const response = await http.api.get('/api/v1/banks/no/export.csv').set(READER);
    expect(response.status).toBe(404);
    expect(response.headers).not.toHaveProperty('content-disposition');
  });

  it('cuts the connection when it fails half way', async () => {
    http.services.transfer.exportBank = async function* () {
      yield await Promise.resolve(Buffer.from('half'));
      throw new Error('disk gone');
    };
    await expect(http.api.get('/api/v1/banks/finance/export.csv').set(READER)).rejects.toThrow(
      /aborted|hang up/,
    );
    expect(http.log.find(({ msg }) => msg === 'request failed')).toMatchObject({
      stack: expect.stringContaining('at ') as string,
      error: { message: 'disk gone' },
    });
  });
});
