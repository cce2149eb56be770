import { describe, expect, it } from 'vitest';
import { JiedaError } from '../../../src/client/index.ts';
import { describeFailure } from '../../../src/web/h5/api/describe-failure.ts';

const failure = (code: string, status: number | null = null) => new JiedaError('说明', { code, status });

describe('describeFailure', () => {
  it.each([
    [failure('network'), true, '连接不上服务', true],
    [failure('network'), false, '网络已断开', true],
    [failure('timeout'), true, '等待超时', true],
    [failure('too_many_requests', 429), true, '提问太频繁', true],
    [failure('not_ready', 503), true, '服务暂时不可用', true],
    [failure('invalid_response', 200), true, '服务暂时不可用', true],
    [failure('question_too_long', 422), true, '没能处理这个请求', false],
    [new TypeError('bug'), true, '出了点问题', true],
  ])('%s, online %j: %s', (error, isOnline, title, canRetry) => {
    expect(describeFailure(error, isOnline)).toMatchObject({ title, canRetry });
  });

  it('passes on what the service says about the request', () => {
    expect(describeFailure(failure('bank_not_found', 404), true).advice).toBe('说明。');
  });

  it('promises to go on by itself only where the connection was lost', () => {
    expect(describeFailure(failure('network'), false).isConnectionLost).toBe(true);
    expect(describeFailure(failure('timeout'), true).isConnectionLost).toBe(false);
  });
});
