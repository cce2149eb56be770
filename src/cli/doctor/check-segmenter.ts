import type { Config } from '../../config/config.ts';
import type { Probes } from '../runtime.ts';
import { reasonOf, type Finding } from './finding.ts';

/** Whether the segmenter and its dictionaries load, and whether it is the preferred one. */
export async function checkSegmenter(config: Config, probes: Probes): Promise<Finding> {
  const part = '分词与词典';
  try {
    const { name, fallbackReason } = await probes.segmenter(config);
    if (fallbackReason === null) return { part, state: 'good', message: `使用 ${name}` };
    return {
      part,
      state: 'warning',
      message: `使用 ${name}，因为 nodejieba 不可用：${firstLine(fallbackReason)}`,
      advice: '一般不必处理；要用 nodejieba，请装好 C++ 编译工具后运行 npm rebuild nodejieba',
    };
  } catch (error) {
    return {
      part,
      state: 'fault',
      message: `无法载入：${firstLine(reasonOf(error))}`,
      advice: '重新运行 npm ci，确认安装完整；或设置 JIEDA_SEGMENTER=auto',
    };
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
