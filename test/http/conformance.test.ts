/**
 * Every documented route answers as /openapi.json says, in success and in error. (The API client checks each
 * response of the other tests too.) A route without a line here fails.
 */
import { describe, expect, it } from 'vitest';
import type { ApiClient } from '../helpers/api-client.ts';
import { EDITOR, httpFixture, OWNER } from '../helpers/http-fixture.ts';
import { openApi } from '../helpers/openapi-conformance.ts';

type Send = (api: ApiClient) => ReturnType<ApiClient['get']>;

const bank = '/api/v1/banks/finance';
const question = { question: '如何开户？', answer: '带身份证。' };
const workbook = Buffer.from('PK');

/** One request that succeeds and one that fails, by operation. */
const REQUESTS: Record<string, [success: Send, failure: Send]> = {
  ask: [
    (api) => api.post('/api/v1/ask').send({ question: '信用卡' }),
    (api) => api.post('/api/v1/ask').send({ question: '' }),
  ],
  askByGet: [(api) => api.get('/api/v1/ask').query({ q: '信用卡' }), (api) => api.get('/api/v1/ask')],
  search: [
    (api) => api.get('/api/v1/search').query({ q: '信用卡', explain: true }),
    (api) => api.get('/api/v1/search').query({ q: '信用卡', bank: 'no' }),
  ],
  suggest: [
    (api) => api.get('/api/v1/suggest').query({ q: '信' }),
    (api) => api.get('/api/v1/suggest').query({ q: '信', limit: 99 }),
  ],
  categories: [
    (api) => api.get('/api/v1/categories'),
    (api) => api.get('/api/v1/categories').query({ bank: 'no' }),
  ],
  categoryQuestions: [
    (api) => api.get(`/api/v1/categories/${encodeURIComponent('信用卡')}/questions`),
    (api) => api.get('/api/v1/categories/x/questions').query({ bank: 'no' }),
  ],
  feedback: [
    (api) => api.post('/api/v1/feedback').send({ queryId: 'q', questionId: null, verdict: 'helpful' }),
    (api) => api.post('/api/v1/feedback').send({ queryId: 'q', verdict: 'great' }),
  ],
  listBanks: [(api) => api.get('/api/v1/banks').set(OWNER), (api) => api.get('/api/v1/banks')],
  createBank: [
    (api) => api.post('/api/v1/banks').set(OWNER).send({ name: 'insurance' }),
    (api) => api.post('/api/v1/banks').set(OWNER).send({ name: 'finance' }),
  ],
  findBank: [(api) => api.get(bank).set(OWNER), (api) => api.get('/api/v1/banks/no').set(OWNER)],
  updateBank: [
    (api) => api.patch(bank).set(OWNER).send({ title: '金融' }),
    (api) => api.patch(bank).set(OWNER).send({ name: 'other' }),
  ],
  removeBank: [(api) => api.delete(bank).set(OWNER), (api) => api.delete('/api/v1/banks/no').set(OWNER)],
  listQuestions: [
    (api) => api.get(`${bank}/questions`).set(EDITOR),
    (api) => api.get(`${bank}/questions`).query({ status: 'gone' }).set(EDITOR),
  ],
  createQuestion: [
    (api) => api.post(`${bank}/questions`).set(EDITOR).send(question),
    (api) => api.post(`${bank}/questions`).set(EDITOR).send({}),
  ],
  bulkQuestions: [
    (api) => bulk(api, `${bank}/questions/bulk`, `${JSON.stringify(question)}\n{}\n`),
    (api) => bulk(api, '/api/v1/banks/no/questions/bulk', ''),
  ],
  findQuestion: [
    (api) => api.get(`${bank}/questions/q1`).set(EDITOR),
    (api) => api.get(`${bank}/questions/q9`).set(EDITOR),
  ],
  replaceQuestion: [
    (api) => api.put(`${bank}/questions/q1`).set(EDITOR).send(question),
    (api) => api.put(`${bank}/questions/q1`).set(EDITOR).set('If-Match', '"9"').send(question),
  ],
  updateQuestion: [
    (api) =>
      api
        .patch(`${bank}/questions/q1`)
        .set(EDITOR)
        .send({ tags: ['还款'] }),
    (api) => api.patch(`${bank}/questions/q1`).set(EDITOR).set('Content-Type', 'text/plain').send('x'),
  ],
  removeQuestion: [
    (api) => api.delete(`${bank}/questions/q1`).set(EDITOR),
    (api) => api.delete(`${bank}/questions/q1`),
  ],
  listQuestionHistory: [
    (api) => api.get(`${bank}/questions/q1/history`).set(EDITOR),
    (api) => api.get('/api/v1/banks/no/questions/q1/history').set(EDITOR),
  ],
  listHistory: [
    (api) => api.get(`${bank}/history`).set(EDITOR),
    (api) => api.get(`${bank}/history`).query({ limit: 1000 }).set(EDITOR),
  ],
  createImport: [
    (api) => api.post(`${bank}/imports`).set(EDITOR).attach('file', workbook, '题库.xlsx'),
    (api) => api.post('/api/v1/banks/no/imports').set(EDITOR).attach('file', workbook, '题库.xlsx'),
  ],
  findImport: [
    (api) => api.get('/api/v1/imports/i1').set(EDITOR),
    (api) => api.get('/api/v1/imports/i9').set(EDITOR),
  ],
  followImport: [
    (api) => api.get('/api/v1/imports/i1/events').set(EDITOR),
    (api) => api.get('/api/v1/imports/i9/events').set(EDITOR),
  ],
  listImportChanges: [
    (api) => api.get('/api/v1/imports/i1/changes').query({ kind: 'updated' }).set(EDITOR),
    (api) => api.get('/api/v1/imports/i1/changes').query({ kind: 'all' }).set(EDITOR),
  ],
  cancelImport: [
    (api) => api.post('/api/v1/imports/i1/cancel').set(EDITOR),
    (api) => api.post('/api/v1/imports/i2/cancel').set(EDITOR),
  ],
  publishImport: [
    (api) => api.post('/api/v1/imports/i2/publish').set(EDITOR).send({ force: true }),
    (api) => api.post('/api/v1/imports/i2/publish').set(EDITOR).send({}),
  ],
  undoImport: [
    (api) => api.post('/api/v1/imports/i3/undo').set(EDITOR).send({ partial: true }),
    (api) => api.post('/api/v1/imports/i3/undo').set(EDITOR).send({}),
  ],
  importReport: [
    (api) => api.get('/api/v1/imports/i1/report.xlsx').set(EDITOR),
    (api) => api.get('/api/v1/imports/i9/report.xlsx').set(EDITOR),
  ],
  exportWorkbook: exporting('xlsx'),
  exportCsv: exporting('csv'),
  exportNdjson: exporting('ndjson'),
  importTemplate: [
    (api) => api.get('/api/v1/import-template.xlsx'),
    (api) => api.get('/api/v1/import-template.xlsx').query({ bank: 'finance' }),
  ],
  readDictionary: [
    (api) => api.get(`${bank}/dictionary`).set(EDITOR),
    (api) => api.get('/api/v1/banks/no/dictionary').set(EDITOR),
  ],
  replaceDictionary: [
    (api) =>
      api
        .put(`${bank}/dictionary`)
        .set(EDITOR)
        .send({ words: ['农行'] }),
    (api) => api.put(`${bank}/dictionary`).set(EDITOR).send({ words: '农行' }),
  ],
  beginAdaptation: [
    (api) =>
      api
        .post(`${bank}/adaptation`)
        .set(EDITOR)
        .send({ pairs: [{ query: '卡怎么还', question: 'q1' }] }),
    (api) =>
      api
        .post(`${bank}/adaptation`)
        .set(EDITOR)
        .send({ pairs: [{}] }),
  ],
  findAdaptation: [
    (api) => api.get(`${bank}/adaptation`).set(EDITOR),
    (api) => api.get('/api/v1/banks/no/adaptation').set(EDITOR),
  ],
  undoAdaptation: [
    (api) => api.delete(`${bank}/adaptation`).set(EDITOR),
    (api) => api.delete('/api/v1/banks/no/adaptation').set(EDITOR),
  ],
  readGolden: [
    (api) => api.get(`${bank}/golden`).set(EDITOR),
    (api) => api.get('/api/v1/banks/no/golden').set(EDITOR),
  ],
  replaceGolden: [
    (api) =>
      api
        .put(`${bank}/golden`)
        .set(EDITOR)
        .send({ golden: [{ query: '卡怎么还', question: 'q1' }] }),
    (api) =>
      api
        .put(`${bank}/golden`)
        .set(EDITOR)
        .send({ golden: [{}] }),
  ],
  goldenReport: [
    (api) => api.get(`${bank}/golden/report`).set(EDITOR),
    (api) => api.get('/api/v1/banks/no/golden/report').set(EDITOR),
  ],
  readSynonyms: [
    (api) => api.get(`${bank}/synonyms`).set(EDITOR),
    (api) => api.get('/api/v1/banks/no/synonyms').set(EDITOR),
  ],
  replaceSynonyms: [
    (api) =>
      api
        .put(`${bank}/synonyms`)
        .set(EDITOR)
        .send({ synonyms: ['农行 = 农业银行'] }),
    (api) => api.put(`${bank}/synonyms`).set(EDITOR).send([]),
  ],
  health: [(api) => api.get('/healthz'), (api) => api.get('/healthz').set('Accept', 'text/html')],
  ready: [(api) => api.get('/readyz'), (api) => api.get('/readyz?x=1')],
  metrics: [(api) => api.get('/metrics'), (api) => api.get('/metrics?x=1')],
};

const operationIds = Object.values(openApi.paths).flatMap((methods) =>
  Object.values(methods).map(({ operationId }) => operationId),
);

describe.each(operationIds)('%s', (operationId) => {
  it('succeeds as documented', async () => {
    const { api } = await prepared();
    const response = await REQUESTS[operationId]![0](api);
    expect(response.status).toBeLessThan(300);
  });

  it('fails as documented', async () => {
    const { api } = await prepared();
    const response = await REQUESTS[operationId]![1](api);
    expect(response.status).toBeGreaterThanOrEqual(400);
  });
});

it('every request here is of a documented operation', () => {
  expect(Object.keys(REQUESTS).toSorted()).toEqual(operationIds.toSorted());
});

/** A fixture with an import that waits, one that has been checked and one that is published. */
async function prepared() {
  const http = httpFixture();
  const upload = () => http.api.post(`${bank}/imports`).set(EDITOR).attach('file', workbook, '题库.xlsx');
  await upload();
  await upload().field('dryRun', 'true');
  await upload();
  for (const id of ['i2', 'i3']) {
    await http.services.transfer.completeImport(id, { name: 'worker', role: 'owner', banks: null });
  }
  return http;
}

function bulk(api: ApiClient, url: string, body: string) {
  return api.post(url).set(EDITOR).set('Content-Type', 'application/x-ndjson').send(body);
}

function exporting(format: string): [Send, Send] {
  return [
    (api) => api.get(`${bank}/export.${format}`).set(EDITOR),
    (api) => api.get(`/api/v1/banks/no/export.${format}`).set(EDITOR),
  ];
}
