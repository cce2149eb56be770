import { JiedaError } from '../../../client/index.ts';

/** What a user should know when a request has failed. */
export interface Failure {
  title: string;
  advice: string;
  canRetry: boolean;
  /** Worth another try by itself as soon as the device is online again. */
  isConnectionLost: boolean;
}

export function describeFailure(error: unknown, isOnline: boolean): Failure {
  const passing = { canRetry: true, isConnectionLost: false };
  if (!(error instanceof JiedaError)) {
    return { title: '出了点问题', advice: '请重试；如果一直这样，请刷新页面。', ...passing };
  }
  const { code, status, message } = error;
  if (code === 'network') {
    const title = isOnline ? '连接不上服务' : '网络已断开';
    const advice = isOnline ? '请检查网络后重试。' : '恢复连接后会自动重试。';
    return { title, advice, canRetry: true, isConnectionLost: true };
  }
  if (code === 'timeout') return { title: '等待超时', advice: '网络或服务繁忙，请重试。', ...passing };
  if (status === 429) return { title: '提问太频繁', advice: '请稍等片刻再试。', ...passing };
  if (status === null || status >= 500 || code === 'invalid_response') {
    return { title: '服务暂时不可用', advice: '请稍后再试。', ...passing };
  }
  return { title: '没能处理这个请求', advice: `${message}。`, canRetry: false, isConnectionLost: false };
}
