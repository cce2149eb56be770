import type { Setting } from './setting.ts';
import { SETTING_GROUPS } from './settings.ts';

/** All variables for a terminal, in Chinese: the tail of `jieda serve --help`. */
export function configurationHelp(): string {
  const sections = SETTING_GROUPS.map(({ title, settings }) =>
    [`${title.zh}：`, ...Object.values<Setting<unknown>>(settings).flatMap(helpLines)].join('\n'),
  );
  return ['配置（环境变量；机密也可用 <变量>_FILE 指明所在的文件）', ...sections].join('\n\n');
}

function helpLines(setting: Setting<unknown>): string[] {
  const value = setting.defaultText === '' ? '' : `，默认 ${setting.defaultText}`;
  return [
    `  ${setting.env}${setting.secret ? '（机密）' : ''}`,
    `      ${setting.description.zh}`,
    `      取值：${setting.expectation.zh}${value}`,
  ];
}
