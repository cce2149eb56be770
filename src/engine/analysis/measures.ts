/** What a quantity counts. `month`, `day` and `hour` are lengths of time, `…-date` the parts of a date. */
export type Unit =
  | 'ratio'
  | 'year-date'
  | 'month-date'
  | 'day-date'
  | 'month'
  | 'day'
  | 'hour'
  | 'money'
  | 'age'
  | 'times'
  | 'number';

/** A number in a unit. */
export interface Measured {
  readonly value: number;
  readonly unit: Unit;
}

/** What may stand behind a number; some may have 个 before them. */
const MEASURES = new Map<string, readonly [unit: Unit, factor: number]>([
  ['%', ['ratio', 0.01]],
  ['百分点', ['ratio', 0.01]],
  ['基点', ['ratio', 0.0001]],
  ['bp', ['ratio', 0.0001]],
  ['成', ['ratio', 0.1]],
  ['折', ['ratio', 0.1]],
  ['岁', ['age', 1]],
  ['周岁', ['age', 1]],
  ['年', ['month', 12]],
  ['周年', ['month', 12]],
  ['季度', ['month', 3]],
  ['个月', ['month', 1]],
  ['月', ['month-date', 1]],
  ['号', ['day-date', 1]],
  ['星期', ['day', 7]],
  ['礼拜', ['day', 7]],
  ['周', ['day', 7]],
  ['天', ['day', 1]],
  ['日', ['day', 1]],
  ['工作日', ['day', 1]],
  ['交易日', ['day', 1]],
  ['小时', ['hour', 1]],
  ['钟头', ['hour', 1]],
  ['次', ['times', 1]],
  ['倍', ['times', 1]],
  ['元', ['money', 1]],
  ['块', ['money', 1]],
  ['块钱', ['money', 1]],
  ['毛', ['money', 0.1]],
  ['角', ['money', 0.1]],
  ['亿', ['number', 100_000_000]],
  ['w', ['number', 10_000]],
  ['k', ['number', 1000]],
]);

/** A pattern of all measures, but for words that only begin so: 成功, 折旧, 年级, 周末, 一次性, 四要素. */
export const MEASURE = [
  '%|个?(?:百分点|基点|bp(?![a-z])|星期|礼拜|小时|钟头|工作日|交易日)|个(?:月|季度|亿)',
  '周?岁|周?年(?!级)|月|号|周(?!末)|天|日|次(?!性)|倍|元(?!素)|块钱?|[毛角]|[wk](?![a-z])',
  '成(?![功为本立交员人绩就不])|折(?![旧算合腾叠])',
].join('|');

export function measuresMoney(measure: string): boolean {
  return MEASURES.get(measure)?.[0] === 'money';
}

/** @param measure as `MEASURE` matched it */
export function inMeasure(value: number, measure: string): Measured {
  const [unit, factor] = MEASURES.get(measure) ?? MEASURES.get(measure.slice(1))!;
  if (measure === '年' && value >= 1900 && value <= 2200) return { value, unit: 'year-date' };
  if (measure === '折' && value >= 10) return { value: withoutNoise(value / 100), unit };
  if (unit === 'month-date' && value > 12) return { value, unit: 'month' };
  return { value: withoutNoise(value * factor), unit };
}

/** Keeps 0.07 × 0.01 from differing from 0.0007 in the last bit. */
export function withoutNoise(value: number): number {
  return Number(value.toPrecision(12));
}
