import { fileVariantOf, type Setting } from '../../src/config/setting.ts';
import { SETTING_GROUPS } from '../../src/config/settings.ts';

/** The reference of all variables as Markdown: docs/configuration.md. */
export function configurationPage(): string {
  const sections = SETTING_GROUPS.map(({ title, settings }) =>
    [
      `## ${title.zh} · ${title.en}`,
      '',
      '| 变量 Variable | 默认值 Default | 取值 Accepts | 说明 Meaning |',
      '|---|---|---|---|',
      ...Object.values<Setting<unknown>>(settings).map(pageRow),
    ].join('\n'),
  );
  return `${[INTRODUCTION, ...sections].join('\n\n')}\n`;
}

const INTRODUCTION = `# 配置 · Configuration

Jieda 由环境变量配置；空的变量视为未设置。机密没有默认值，从不显示，也可写在文件里，由 \`<变量>_FILE\` 指明。配置有误时，\`jieda\` 一次列出全部错误并以 2 退出；\`jieda doctor\` 检查配置与各项依赖。

Jieda is configured by environment variables; an empty one counts as absent. Secrets have no default, are never shown, and can be kept in a file named by \`<variable>_FILE\`. With faults in the configuration \`jieda\` lists all of them and exits with 2; \`jieda doctor\` checks it and what it points to.

<!-- Written by scripts/make-docs.ts from src/config/settings.ts. -->`;

function pageRow(setting: Setting<unknown>): string {
  const names = [setting.env, ...(setting.secret ? [fileVariantOf(setting)] : [])].map(code).join('<br>');
  const value = setting.defaultText === '' ? '' : code(setting.defaultText);
  const { expectation, description } = setting;
  return `| ${names} | ${value} | ${expectation.zh}<br>${expectation.en} | ${description.zh}<br>${description.en} |`;
}

function code(text: string): string {
  return `\`${text}\``;
}
