import { InvalidArgumentError, Option } from 'commander';
import { SETTINGS } from '../config/settings.ts';

/** `--workers N`, in the place of `JIEDA_WORKERS`. */
export function workersOption(): Option {
  const { workers } = SETTINGS;
  return new Option(
    '--workers <个数>',
    `工作进程数，替代 ${workers.env}；SIGHUP 时逐个换新，请求不中断`,
  ).argParser((text) => {
    const value = workers.parse(text);
    if (value === undefined) throw new InvalidArgumentError(`应为 ${workers.expectation.zh}`);
    return value;
  });
}
