/**
 * Lists are paged by offset or by page, link to their neighbours, and end at a bound.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import {
  EDITOR,
  errorOf,
  httpFixture,
  type HttpFixture,
  READER,
  SEARCH,
} from '../../helpers/http-fixture.ts';

let http: HttpFixture;
beforeEach(() => {
  http = httpFixture();
});

describe('paging', () => {
  const list = '/api/v1/banks/finance/questions';

  beforeEach(async () => {
    for (const index of [1, 2, 3, 4]) {
      await http.api
        .post(list)
        .set(EDITOR)
        .send({ question: `问题${String(index)}`, answer: '答' })
        .expect(201);
    }
  });

  it('links to the neighbours by offset', async () => {
    const response = await http.api.get(`${list}?tag=x&limit=2&offset=2`).set(READER);
    expect(response.headers['link']).toBe(
      [
        `<${list}?tag=x&limit=2&offset=0>; rel="first"`,
        `<${list}?tag=x&limit=2&offset=0>; rel="prev"`,
        `<${list}?tag=x&limit=2&offset=4>; rel="next"`,
        `<${list}?tag=x&limit=2&offset=4>; rel="last"`,
      ].join(', '),
    );
  });

  it('takes page and perPage in place of offset and limit', async () => {
    const response = await http.api.get(`${list}?page=3&perPage=2`).set(READER);
    expect(response.body).toMatchObject({ total: 5, limit: 2, offset: 4, items: [{ question: '问题4' }] });
    expect(response.headers['link']).toContain(`<${list}?page=2&perPage=2>; rel="prev"`);
  });

  it.each([
    ['page=2&offset=3', 'page、perPage 不能与 limit、offset 同时使用'],
    ['page=0', '太小'],
  ])('refuses %s', async (query, message) => {
    const response = await http.api.get(`${list}?${query}`).set(READER);
    expect(response.status).toBe(422);
    expect(errorOf(response).details).toEqual([expect.objectContaining({ path: 'page', message })]);
  });

  it('search points to its last slice only where it knows how many match', async () => {
    const links = async (): Promise<string> => (await http.api.get(SEARCH)).headers['link']!;
    expect(await links()).toContain('rel="last"');
    const { answering } = http.services;
    const search = answering.search.bind(answering);
    answering.search = async (input, caller) => {
      const served = await search(input, caller);
      return { ...served, json: served.json.replace('"totalIsExact":true', '"totalIsExact":false') };
    };
    expect(await links()).toBe(`<${SEARCH}&offset=0&limit=10>; rel="first"`);
  });

  it('search stops at offset 1000 either way', async () => {
    await http.api.get(`${SEARCH}&offset=1001`).expect(422);
    await http.api.get(`${SEARCH}&page=22&perPage=50`).expect(422);
    await http.api.get(`${SEARCH}&page=21&perPage=50`).expect(200);
  });
});
