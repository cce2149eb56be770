import type { HelpConfiguration } from 'commander';
import { displayWidth } from './terminal/display-width.ts';

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法:',
  'Arguments:': '参数:',
  'Options:': '选项:',
  'Commands:': '命令:',
};

/** The fixed parts of help texts in Chinese. */
export const chineseHelp: HelpConfiguration = {
  displayWidth,
  styleTitle: (title) => TITLES[title] ?? title,
  styleUsage: translateUsage,
  styleSubcommandTerm: translateUsage,
  optionDescription: (option) => option.description,
};

function translateUsage(usage: string): string {
  return usage.replace('[options]', '[选项]').replace('[command]', '[命令]');
}
