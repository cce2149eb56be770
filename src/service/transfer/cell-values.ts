import { BOOST_LIMIT } from '../limits.ts';
import { QUESTION_STATUSES, type QuestionStatus } from '../ports/question.ts';
import { parseTimeOfDay } from './time-of-day.ts';

/** The first of each is what is shown. No digits: 0 is off to some programs and 正常 to others. */
const STATUS_TEXTS: Readonly<Record<QuestionStatus, readonly string[]>> = {
  published: words(
    '已发布 发布 上线 已上线 上架 已上架 启用 已启用 启用中 开启 已开启 开放 有效 生效 已生效 生效中 正常 审核通过 已审核 ' +
      '已通过 是 开 √ ✓ ✔ published active enabled online true yes y on',
  ),
  draft: words(
    '草稿 未发布 待发布 未上线 待上线 未上架 待上架 未启用 待启用 待审核 未审核 审核中 编辑中 draft pending',
  ),
  archived: words(
    '已归档 归档 下线 已下线 下架 已下架 停用 已停用 禁用 已禁用 关闭 已关闭 失效 已失效 无效 过期 已过期 作废 已作废 废弃 ' +
      '已废弃 否 关 × ✗ ✘ archived disabled inactive offline false no n off',
  ),
};
const YES = words('是 置顶 已置顶 开 √ ✓ ✔ true yes y on 1');
const NO = words('否 不置顶 未置顶 关 × ✗ ✘ false no n off 0');

function words(text: string): readonly string[] {
  return text.split(' ');
}

/** @param text trimmed. @returns null: not a status */
export function parseStatus(text: string): QuestionStatus | null {
  const wanted = text.toLowerCase();
  return QUESTION_STATUSES.find((status) => STATUS_TEXTS[status].includes(wanted)) ?? null;
}

/** The Chinese word; `parseStatus` gives back the same. */
export function showStatus(status: QuestionStatus): string {
  return STATUS_TEXTS[status][0]!;
}

/** @param text trimmed. @returns null: neither yes nor no */
export function parseFlag(text: string): boolean | null {
  const wanted = text.toLowerCase();
  if (YES.includes(wanted)) return true;
  return NO.includes(wanted) ? false : null;
}

/** The Chinese word; `parseFlag` gives back the same. */
export function showFlag(flag: boolean): string {
  return flag ? '是' : '否';
}

/** @param text trimmed, such as `-2`. @returns null: no integer that a question may have as its boost */
export function parseBoost(text: string): number | null {
  const boost = /^[+\-−]?\d+$/.test(text) ? Number(text.replace('−', '-')) : NaN;
  return Math.abs(boost) <= BOOST_LIMIT ? boost || 0 : null;
}

const WITH_ZONE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/i;
const DATE = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d\d)(\d\d))/;
const NO_LIMIT = /^(?:(?:长期|永久)(?:有效)?|不限|无(?:限期|期限)?|[-—–/]+)$/;
const HOURS_OF_CHINA_MS = 8 * 3600 * 1000;

/** Files say the same time in very many rows, and a Date takes a hundred bytes. */
let lastParsed: { text: string; time: Date | null } = { text: '', time: null };

/** A date, with or without a time of day; times without a zone are those of China. Null: not a time. */
export function parseTime(text: string): Date | null {
  if (lastParsed.text !== text) lastParsed = { text, time: readTime(text) };
  return lastParsed.time;
}

function readTime(text: string): Date | null {
  if (WITH_ZONE.test(text)) return isDay(text.slice(0, 10)) ? valid(new Date(text)) : null;
  const date = DATE.exec(text);
  if (date === null) return null;
  const rest = text.slice(date[0].length).trim();
  const timeOfDay = rest === '' ? 0 : parseTimeOfDay(rest);
  if (timeOfDay === null) return null;
  const [year, month, day] = [date[1], date[2] ?? date[4], date[3] ?? date[5]].map(Number) as [
    number,
    number,
    number,
  ];
  const midnight = new Date(Date.UTC(year, month - 1, day));
  const exists = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day;
  return exists ? valid(new Date(midnight.getTime() + timeOfDay - HOURS_OF_CHINA_MS)) : null;
}

const SERIAL = /^\d{5}(?:\.\d+)?$/;
const FIRST_SERIAL = Date.UTC(1899, 11, 30);

/** The day that a spreadsheet counts with the number: `46024` → `2026-01-02`. Null: the text is no such number. */
export function dayOfSerial(text: string): string | null {
  if (!SERIAL.test(text)) return null;
  return new Date(FIRST_SERIAL + Math.floor(Number(text)) * 24 * 3600 * 1000).toISOString().slice(0, 10);
}

/** Whether people mean that there is no such limit of time: `长期`, `无`, `-`. @param text in half width */
export function isNoLimit(text: string): boolean {
  return NO_LIMIT.test(text);
}

/**
 * `2026-01-02 08:00:00`, in the time of China; `parseTime` gives back the same. With its zone where it is
 * already the year 10000 in China.
 */
export function showTime(time: Date | null): string {
  if (time === null) return '';
  const local = new Date(time.getTime() + HOURS_OF_CHINA_MS).toISOString();
  if (local.startsWith('+')) return time.toISOString();
  const end = local.endsWith('.000Z') ? -'.000Z'.length : -1;
  return `${local.slice(0, 10)} ${local.slice(11, end)}`;
}

/** @param day `2026-01-31`. The language takes a 31st of February for the 3rd of March. */
function isDay(day: string): boolean {
  return valid(new Date(day))?.toISOString().startsWith(day) === true;
}

function valid(time: Date): Date | null {
  return Number.isNaN(time.getTime()) ? null : time;
}
