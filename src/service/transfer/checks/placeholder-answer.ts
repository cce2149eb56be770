import { quote } from '../rules.ts';
import type { CellCheck } from './cell-check.ts';

const PLACEHOLDERS = new Set(
  (
    '待补充 待完善 待定 待更新 待填写 待填 待回复 待确认 待添加 待编辑 待整理 待写 后补 稍后补充 补充中 完善中 ' +
    '暂无 暂无答案 暂无内容 暂无回复 暂无数据 暂缺 缺 无 无答案 没有 没有答案 空 略 不详 未知 ' +
    '同上 同前 如上 见上 见上文 同上一条 同上题 ' +
    '测试 测试答案 测试内容 测试数据 测试一下 答案 回复 内容 请填写 请输入 请输入答案 此处填写答案 ' +
    'test testing todo tbd tba na none null nil undefined asdf qwerty abc demo sample lorem'
  ).split(' '),
);
const SAME_AS_ABOVE = /^(?:同上|同前|如上|见上|见上文|同上一条|同上题)$/;

/** An answer that somebody meant to write later. */
export const findPlaceholder: CellCheck = (text, field) => {
  if (field !== 'answer' || text.length > 20) return null;
  const said = essence(text);
  const isPlaceholder =
    said === '' || PLACEHOLDERS.has(said) || /^([a-z])\1+$/.test(said) || /^(.)\1{3,}$/.test(said);
  return isPlaceholder
    ? { rule: 'placeholder_answer', found: `答案${quote(text)}像是还没有写好`, mended: null }
    : null;
};

/** Whether an answer means the one above it. */
export function isSameAsAbove(text: string): boolean {
  return SAME_AS_ABOVE.test(essence(text));
}

/** Letters and digits alone. */
function essence(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
