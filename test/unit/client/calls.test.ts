import { afterAll, beforeEach, describe, expect, expectTypeOf, it } from 'vitest';
import { createJiedaClient } from '../../../src/client/index.ts';
import type {
  AskResult,
  CategoriesResult,
  CategoryQuestionsResult,
  Feedback,
  SearchResult,
  SuggestResult,
} from '../../../src/client/index.ts';
import type {
  AskOutput,
  CategoriesOutput,
  CategoryQuestionsOutput,
  QuestionAnswering,
  SearchOutput,
  SuggestOutput,
} from '../../../src/service/use-cases/question-answering.ts';
import { scriptedService } from './scripted-service.ts';

const service = await scriptedService();
const jieda = createJiedaClient({ baseUrl: `${service.url}/qa/`, bank: 'finance' });

beforeEach(() => {
  service.answerWith({ status: 200, body: { hits: [] } });
});
afterAll(() => service.close());

describe('calls of the client', () => {
  it('search below the path of the base URL, leaving out what was not said', async () => {
    expect(await jieda.search('信用卡 & 还款', { limit: 5, category: '信用卡' })).toEqual({ hits: [] });
    const [request] = service.requests;
    expect(request).toMatchObject({ method: 'GET', body: '' });
    const { pathname, searchParams } = new URL(request!.url, service.url);
    expect(pathname).toBe('/qa/api/v1/search');
    expect(Object.fromEntries(searchParams)).toEqual({
      q: '信用卡 & 还款',
      bank: 'finance',
      limit: '5',
      category: '信用卡',
    });
  });

  it('ask by POST, so that questions stay out of the logs of proxies', async () => {
    await jieda.ask('怎么还款', { channel: 'h5' });
    const [request] = service.requests;
    expect(request).toMatchObject({ method: 'POST', url: '/qa/api/v1/ask' });
    expect(request!.headers['content-type']).toBe('application/json');
    expect(JSON.parse(request!.body)).toEqual({ question: '怎么还款', bank: 'finance', channel: 'h5' });
  });

  it('name another bank for one call', async () => {
    await jieda.categories({ bank: 'insurance' });
    expect(service.requests[0]?.url).toBe('/qa/api/v1/categories?bank=insurance');
  });

  it('list the questions of a category, whatever its name', async () => {
    await jieda.categoryQuestions('存款/理财', { offset: 20 });
    const { pathname, search } = new URL(service.requests[0]!.url, service.url);
    expect(pathname).toBe(`/qa/api/v1/categories/${encodeURIComponent('存款/理财')}/questions`);
    expect(search).toBe('?bank=finance&offset=20');
  });

  it('send feedback and expect no body', async () => {
    service.answerWith({ status: 204 });
    const feedback: Feedback = { queryId: 'q1', questionId: null, verdict: 'unhelpful' };
    await expect(jieda.feedback(feedback)).resolves.toBeUndefined();
    expect(JSON.parse(service.requests[0]!.body)).toEqual(feedback);
  });

  it('carry the headers of the options', async () => {
    const headers = { Authorization: 'Bearer jd_x', 'Accept-Language': 'en' };
    await createJiedaClient({ baseUrl: service.url, headers }).suggest('xyk');
    expect(service.requests[0]?.headers).toMatchObject({
      authorization: 'Bearer jd_x',
      'accept-language': 'en',
    });
  });

  it('send half a character as the replacement character', async () => {
    await jieda.suggest('还\uD842');
    expect(new URL(service.requests[0]!.url, service.url).searchParams.get('q')).toBe('还\uFFFD');
  });
});

it('The types of the client are those of the service', () => {
  expectTypeOf<AskOutput>().toEqualTypeOf<AskResult>();
  expectTypeOf<SearchOutput>().toEqualTypeOf<SearchResult>();
  expectTypeOf<SuggestOutput>().toEqualTypeOf<SuggestResult>();
  expectTypeOf<CategoriesOutput>().toEqualTypeOf<CategoriesResult>();
  expectTypeOf<CategoryQuestionsOutput>().toEqualTypeOf<CategoryQuestionsResult>();
  expectTypeOf<Parameters<QuestionAnswering['feedback']>[0]>().toEqualTypeOf<Feedback>();
});
