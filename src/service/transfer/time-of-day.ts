const TIME_OF_DAY =
  /^[\sT]*([上下]午)?\s*(\d{1,2})[:：时点](\d{1,2})(?:[:：分](\d{1,2})(?:\.(\d{1,3}))?)?[分秒]?\s*([AP]M)?$/i;
const AFTERNOON = /^(?:下午|PM)$/i;
const DAY_MS = 24 * 3600 * 1000;

/** `8:30`, `下午3时30分`, `3:30 PM`, `24:00` → milliseconds since midnight, at most a day. Null: no time of day. */
export function parseTimeOfDay(text: string): number | null {
  const parts = TIME_OF_DAY.exec(text);
  if (parts === null) return null;
  const [written = 0, minute = 0, second = 0] = [parts[2], parts[3], parts[4]].map((part) =>
    Number(part ?? 0),
  );
  const hour = onWholeClock(written, parts[1] ?? parts[6]);
  if (hour === null || minute > 59 || second > 59) return null;
  const time = ((hour * 60 + minute) * 60 + second) * 1000 + Number((parts[5] ?? '0').padEnd(3, '0'));
  return time <= DAY_MS ? time : null;
}

/** As spreadsheets show them: midnight is 上午12, noon 下午12. @param half of the day; undefined: not told */
function onWholeClock(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour;
  if (AFTERNOON.test(half)) return hour < 12 ? hour + 12 : hour;
  return hour <= 12 ? hour % 12 : null;
}
