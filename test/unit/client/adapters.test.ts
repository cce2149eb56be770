import { describe, expect, it, vi } from 'vitest';
import { createJiedaClient, wechatAdapter, type WechatRequest } from '../../../src/client/index.ts';

type WechatOptions = Parameters<WechatRequest>[0];

describe('wechatAdapter', () => {
  it('asks through wx.request and reads its answer', async () => {
    const seen: WechatOptions[] = [];
    const request: WechatRequest = (options) => {
      seen.push(options);
      setTimeout(() => {
        options.success({ statusCode: 200, data: '{"outcome":"none"}', header: {} });
      });
      return { abort: vi.fn() };
    };
    const jieda = createJiedaClient({ baseUrl: 'https://qa.example.com', request: wechatAdapter(request) });
    expect(await jieda.ask('信用卡')).toEqual({ outcome: 'none' });
    expect(seen[0]).toMatchObject({
      method: 'POST',
      url: 'https://qa.example.com/api/v1/ask',
      header: { 'Content-Type': 'application/json' },
      data: '{"question":"信用卡"}',
      dataType: 'text',
    });
  });

  it('needs nothing of the platform beside wx.request and timers', async () => {
    const lacking = [
      'fetch',
      'Headers',
      'URL',
      'URLSearchParams',
      'AbortController',
      'AbortSignal',
      'DOMException',
    ];
    for (const name of [...lacking, 'TextEncoder', 'TextDecoder', 'structuredClone', 'queueMicrotask'])
      vi.stubGlobal(name, undefined);
    const request: WechatRequest = ({ success }) => {
      success({ statusCode: 200, data: '{"suggestions":[]}', header: {} });
      return { abort: vi.fn() };
    };
    const signal = { aborted: false, addEventListener: vi.fn(), removeEventListener: vi.fn() };
    const jieda = createJiedaClient({ baseUrl: 'https://qa.example.com', request: wechatAdapter(request) });
    const found = await jieda.suggest('信用', { signal }).finally(() => vi.unstubAllGlobals());
    expect(found).toEqual({ suggestions: [] });
  });

  it('reads headers whatever their case, and objects that the platform has parsed', async () => {
    const request: WechatRequest = ({ success }) => {
      success({ statusCode: 413, data: { no: 'error' }, header: { 'x-request-id': 'r1' } });
      return { abort: vi.fn() };
    };
    const jieda = createJiedaClient({ baseUrl: 'https://qa.example.com', request: wechatAdapter(request) });
    await expect(jieda.ask('信用卡')).rejects.toMatchObject({ status: 413, requestId: 'r1' });
  });

  it('says that the network failed', async () => {
    const request: WechatRequest = ({ fail }) => {
      fail({ errMsg: 'request:fail' });
      return { abort: vi.fn() };
    };
    const jieda = createJiedaClient({ baseUrl: 'https://qa.example.com', request: wechatAdapter(request) });
    await expect(jieda.ask('信用卡')).rejects.toMatchObject({ code: 'network' });
  });

  it('aborts the task of a call that takes too long', async () => {
    const abort = vi.fn();
    const request = wechatAdapter(() => ({ abort }));
    const jieda = createJiedaClient({ baseUrl: 'https://qa.example.com', request, timeoutMs: 20 });
    await expect(jieda.ask('信用卡')).rejects.toMatchObject({ code: 'timeout' });
    expect(abort).toHaveBeenCalledOnce();
  });
});

describe('the fetch of the options', () => {
  it('is used instead of the global one', async () => {
    const fetch = vi.fn(() => Promise.resolve(new Response('{"categories":[]}')));
    const jieda = createJiedaClient({ baseUrl: 'https://qa.example.com', fetch });
    expect(await jieda.categories()).toEqual({ categories: [] });
    expect(fetch).toHaveBeenCalledWith('https://qa.example.com/api/v1/categories', expect.anything());
  });

  it('may be the global one', () => {
    expect(() => createJiedaClient({ baseUrl: 'https://qa.example.com', fetch })).not.toThrow();
  });
});
