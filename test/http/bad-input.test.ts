/** Bad input gets a clear error and loses nothing: one line a case. */
import { afterEach, describe, expect, it } from 'vitest';
import { EDITOR, httpFixture } from '../helpers/http-fixture.ts';

const http = httpFixture();

/** Whatever was sent, the service goes on answering. */
afterEach(async () => {
  await http.api.get('/api/v1/search?q=%E4%BF%A1%E7%94%A8%E5%8D%A1').expect(200);
});

const ask = (body: string | Buffer, type = 'application/json') => {
  const test = http.api.post('/api/v1/ask');
  if (type !== '') test.set('Content-Type', type);
  return test.serialize((raw: unknown) => raw as string).send(body);
};
const askFor = (question: unknown) => ask(JSON.stringify({ question }));

describe('questions', () => {
  it.each([
    ['empty', '', 'question_empty'],
    ['blank', ' \t\u3000\n', 'question_empty'],
    ['of 10,000 characters', '问'.repeat(10_000), 'question_too_long'],
    ['of control characters', '\u0000\u0007\u001b', 'question_empty'],
    ['of emoji alone', '😀🎉', 'question_empty'],
    ['of half a character', '\ud83d', 'question_empty'],
    ['a number', 7, 'invalid_value'],
    ['null', null, 'invalid_value'],
    ['a list', ['信用卡'], 'invalid_value'],
    ['missing', undefined, 'invalid_value'],
  ])('%s', async (_name, question, code) => {
    const response = await askFor(question);
    expect(response.status).toBe(422);
    expect(response.body).toMatchObject({ error: { code } });
  });

  it('with half a character beside whole ones do no harm', async () => {
    await ask('{"question":"信用卡\\ud83d"}').expect(200);
  });

  it('by GET too', async () => {
    await http.api.get('/api/v1/search?q=').expect(422);
    await http.api.get('/api/v1/search?q=%F0%9F%98%80').expect(422);
    await http.api.get(`/api/v1/search?q=${'a'.repeat(300)}`).expect(422);
    await http.api.get(`/api/v1/search?q=${encodeURIComponent('问'.repeat(1000))}`).expect(414);
  });
});

describe('bodies', () => {
  it.each([
    ['cut short', '{"question":', 'application/json', 400, 'malformed_json'],
    ['empty', '', 'application/json', 400, 'malformed_json'],
    ['not UTF-8', Buffer.from([0x22, 0xd0, 0xc5, 0x22]), 'application/json', 400, 'malformed_json'],
    ['a list', '[]', 'application/json', 422, 'invalid_value'],
    ['null', 'null', 'application/json', 422, 'invalid_value'],
    ['nested 100,000 deep', '['.repeat(100_000), 'application/json', 400, 'malformed_json'],
    ['unknown fields', '{"question":"信用卡","colour":"red"}', 'application/json', 422, 'invalid_value'],
    ['of another type', 'question=x', 'application/x-www-form-urlencoded', 415, 'unsupported_media_type'],
    ['of text', '{}', 'text/plain', 415, 'unsupported_media_type'],
    ['in another charset', '{}', 'application/json; charset=gbk', 415, 'unsupported_media_type'],
    ['a bad number', '{"question":"信用卡","limit":"3"}', 'application/json', 422, 'invalid_value'],
    ['a huge number', '{"question":"信用卡","limit":1e400}', 'application/json', 422, 'invalid_value'],
    ['a fraction', '{"question":"信用卡","limit":1.5}', 'application/json', 422, 'invalid_value'],
    ['an unknown bank', '{"question":"信用卡","bank":"no"}', 'application/json', 404, 'bank_not_found'],
    ['too large', `{"question":"${'a'.repeat(1024 * 1024)}"}`, 'application/json', 413, 'body_too_large'],
  ])('%s', async (_name, body, type, status, code) => {
    const response = await ask(body, type);
    expect(response.status).toBe(status);
    expect(response.body).toMatchObject({ error: { code } });
  });

  it('compressed', async () => {
    const response = await ask('{"question":"信用卡"}').set('Content-Encoding', 'gzip').expect(415);
    expect(response.body).toMatchObject({
      error: {
        code: 'unsupported_encoding',
        message: '请求体不能压缩：Content-Encoding 是“gzip”，请不压缩地发送',
      },
    });
  });

  it.each(['__proto__', 'constructor', 'prototype'])('with the key %s change nothing', async (key) => {
    const response = await ask(`{"question":"信用卡","${key}":{"polluted":true}}`);
    expect(response.status).toBe(422);
    expect(response.body).toMatchObject({ error: { details: [{ path: key, message: '没有这个字段' }] } });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('may say that they are UTF-8', async () => {
    await ask('{"question":"信用卡"}', 'Application/JSON; Charset="UTF-8"').expect(200);
  });
});

describe('query parameters', () => {
  it.each([
    ['unknown', 'colour=red', 'colour'],
    ['twice', 'limit=3&limit=4', 'limit'],
    ['twice, once escaped', 'bank=a&b%61nk=b', 'bank'],
    ['as a list', 'tag[]=x', 'tag[]'],
    ['as an object', 'tag[a]=x', 'tag[a]'],
    ['__proto__', '__proto__=x', '__proto__'],
    ['a limit of words', 'limit=ten', 'limit'],
    ['an empty limit', 'limit=', 'limit'],
    ['a limit in exponents', 'limit=1e1', 'limit'],
    ['a hexadecimal limit', 'limit=0x10', 'limit'],
    ['a limit of zero', 'limit=0', 'limit'],
    ['a limit that is too large', 'limit=51', 'limit'],
    ['a fraction', 'offset=0.5', 'offset'],
    ['a negative offset', 'offset=-1', 'offset'],
    ['an offset too far', 'offset=1001', 'offset'],
    ['explain=yes', 'explain=yes', 'explain'],
  ])('%s', async (_name, query, path) => {
    const response = await http.api.get(`/api/v1/search?q=a&${query}`);
    expect(response.status).toBe(422);
    expect(response.body).toMatchObject({ error: { code: 'invalid_value', details: [{ path }] } });
  });

  it('on routes that take none', async () => {
    await http.api.get('/healthz?x=1').expect(422);
  });

  it('in another encoding than UTF-8', async () => {
    const response = await http.api.get('/api/v1/search?q=%D0%C5%D3%C3');
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({
      error: { code: 'malformed_request', message: '请求格式有误：地址里的百分号编码不是 UTF-8' },
    });
  });

  it('in the path too', async () => {
    await http.api.get('/api/v1/banks/%ff').set(EDITOR).expect(400);
    await http.api.get('/api/v1/banks/__proto__').set(EDITOR).expect(404);
    await http.api.get('/api/v1/banks/..%2f..%2fetc').set(EDITOR).expect(404);
  });
});
