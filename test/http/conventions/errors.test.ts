/**
 * 1. Request ids are taken from the client or made, returned, logged and put into errors.
 * 2. Errors have one form, speak the language asked for, name every fault and hide what is inside.
 * 3. What does not exist is said to be so, with the methods that there are.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/errors.ts';
import { say } from '../../../src/said.ts';
import { invalidValue } from '../../../src/service/invalid-value.ts';
import { EDITOR, errorOf, httpFixture, type HttpFixture, OWNER, SEARCH } from '../../helpers/http-fixture.ts';

let http: HttpFixture;
beforeEach(() => {
  http = httpFixture();
});

describe('request ids', () => {
  it('are taken from the client, returned, logged and put into errors', async () => {
    const response = await http.api.get('/api/v1/search').set('X-Request-Id', 'a.B_c-9');
    expect(response.headers['x-request-id']).toBe('a.B_c-9');
    expect(errorOf(response).requestId).toBe('a.B_c-9');
    expect(http.log).toContainEqual(expect.objectContaining({ requestId: 'a.B_c-9', status: 422 }));
  });

  it.each(['a'.repeat(65), 'a b', '编号', '<script>'])('are made where %j is not safe', async (given) => {
    const response = await http.api.get('/healthz').set('X-Request-Id', encodeURI(given));
    expect(response.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('errors', () => {
  it('have one form', async () => {
    const response = await http.api.post('/api/v1/ask').send({ question: '问'.repeat(312) });
    expect(response.status).toBe(422);
    expect(response.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    });
    expect(response.body).toEqual({
      error: {
        code: 'question_too_long',
        message: '问题最长 200 个字，收到 312 个字',
        requestId: response.headers['x-request-id'],
        details: [{ path: 'question', limit: 200, actual: 312 }],
      },
    });
  });

  it.each([
    ['en', 'Invalid value: q is required'],
    ['en-US,en;q=0.9,zh;q=0.8', 'Invalid value: q is required'],
    ['zh-CN,zh;q=0.9,en;q=0.8', '参数有误：q 必须填写'],
    ['fr', '参数有误：q 必须填写'],
    ['*', '参数有误：q 必须填写'],
  ])('speak as Accept-Language: %s asks', async (language, message) => {
    const response = await http.api.get('/api/v1/search').set('Accept-Language', language);
    expect(errorOf(response).message).toBe(message);
  });

  it('speak so in their details, whoever finds the fault', async () => {
    const fault = {
      path: 'name',
      message: say('题库名有误', 'is wrong'),
      expected: say('小写', 'lower case'),
    };
    http.services.administration.createBank = () => Promise.reject(invalidValue([fault]));
    const create = () => http.api.post('/api/v1/banks').set(OWNER).send({ name: 'bank' });
    expect(errorOf(await create().set('Accept-Language', 'en'))).toMatchObject({
      message: 'Invalid value: name is wrong',
      details: [{ path: 'name', message: 'is wrong', expected: 'lower case' }],
    });
    expect(errorOf(await create())).toMatchObject({
      message: '参数有误：name 题库名有误',
      details: [{ path: 'name', message: '题库名有误', expected: '小写' }],
    });
  });

  it('name every fault', async () => {
    const response = await http.api.get(`${SEARCH}&limit=60&colour=red&explain=perhaps`);
    expect(errorOf(response)).toMatchObject({
      message: '参数有误：limit 太大（界限 50，收到 60）',
      details: [
        { path: 'limit', message: '太大', limit: 50, actual: 60 },
        { path: 'explain', message: '类型不对', expected: 'boolean' },
        { path: 'colour', message: '没有这个字段' },
      ],
    });
  });

  it.each([
    ['/api/v1/search?q=a&limit=99999999999999999999', 'limit 不是可用的整数（应为 1–50 的整数）'],
    ['/api/v1/search?q=a&offset=1.5', 'offset 不是可用的整数（应为 0–1000 的整数）'],
    ['/api/v1/search?q=a&page=1&limit=5', 'page、perPage 不能与 limit、offset 同时使用'],
    ['/api/v1/imports/i1/changes', 'kind 必须填写'],
  ])('say of %s what was expected', async (url, reason) => {
    const response = await http.api.get(url).set(EDITOR);
    expect(errorOf(response).message).toBe(`参数有误：${reason}`);
  });

  it.each([
    ['/api/v1/feedback', { queryId: 'q1' }, 'verdict 必须填写'],
    [
      '/api/v1/banks',
      { name: 'Finance!' },
      'name 格式不对（应为 1–32 个小写字母、数字或连字符，不以连字符开头）',
    ],
    [
      '/api/v1/banks/bank/adaptation',
      { pairs: [{ query: 'a', question: 'b'.repeat(256) }] },
      'pairs.0.question 太长（界限 255，收到 256）',
    ],
    [
      '/api/v1/banks/bank/adaptation',
      { pairs: Array.from({ length: 10_001 }, () => ({ query: 'a', question: 'b' })) },
      'pairs 项数太多（界限 10000，收到 10001）',
    ],
  ])('say of a body for %s what was expected', async (url, body, reason) => {
    const response = await http.api.post(url).set(OWNER).send(body);
    expect(errorOf(response).message).toBe(`参数有误：${reason}`);
  });

  it('hide what went wrong inside, and log it', async () => {
    http.services.state.failure = new Error('secret detail');
    const response = await http.api.get(SEARCH);
    expect(response.status).toBe(500);
    expect(response.text).not.toContain('secret');
    expect(http.log).toContainEqual(
      expect.objectContaining({
        level: 50,
        error: expect.objectContaining({ message: 'secret detail' }) as object,
      }),
    );
  });

  it('say when to come back', async () => {
    http.services.state.failure = new AppError('not_ready');
    const response = await http.api.get(SEARCH);
    expect(response.status).toBe(503);
    expect(response.headers['retry-after']).toBe('5');
  });

  it('come in time', async () => {
    http = httpFixture({ requestTimeoutMs: 20 });
    http.services.state.delayMs = 200;
    const response = await http.api.get(SEARCH);
    expect(response.status).toBe(503);
    expect(errorOf(response).code).toBe('timeout');
  });
});

describe('what does not exist', () => {
  it.each(['/nowhere', '/api/v1/nowhere', '/api/v2/search'])('%s is 404', async (path) => {
    const response = await http.api.get(path);
    expect(response.status).toBe(404);
    expect(errorOf(response)).toMatchObject({ code: 'route_not_found', message: `没有这个地址：${path}` });
  });

  it('another method is 405 and says which there are', async () => {
    const response = await http.api.delete('/api/v1/ask');
    expect(response.status).toBe(405);
    expect(response.headers['allow']).toBe('POST, GET, HEAD, OPTIONS');
    expect(errorOf(response)).toMatchObject({ code: 'method_not_allowed' });
  });

  it('OPTIONS lists the methods', async () => {
    const response = await http.api.options('/api/v1/banks/finance');
    expect(response.status).toBe(204);
    expect(response.headers['allow']).toBe('GET, PATCH, DELETE, HEAD, OPTIONS');
  });
});
