/** How much a question was asked for lately, by its answers and by picks. In this process, since it started. */
export interface Popularity {
  count(bank: string, questionId: string, atMs: number): void;
  /** Askings, each halved for every week that has passed; 0 where there was none. */
  of(bank: string, questionId: string, atMs: number): number;
}

const HALF_LIFE_MS = 7 * 24 * 3600 * 1000;
/** Questions remembered; when there are more the one counted longest ago is forgotten. */
const MOST_QUESTIONS = 100_000;

interface Count {
  readonly weight: number;
  readonly atMs: number;
}

export function createPopularity(): Popularity {
  const counts = new Map<string, Count>();

  const weightAt = (key: string, atMs: number): number => {
    const count = counts.get(key);
    return count === undefined ? 0 : count.weight * 0.5 ** ((atMs - count.atMs) / HALF_LIFE_MS);
  };

  return {
    count(bank, questionId, atMs) {
      const key = `${bank} ${questionId}`;
      const weight = weightAt(key, atMs) + 1;
      counts.delete(key);
      counts.set(key, { weight, atMs });
      // A map remembers the order in which its keys were set.
      if (counts.size > MOST_QUESTIONS) counts.delete(counts.keys().next().value!);
    },
    of: (bank, questionId, atMs) => weightAt(`${bank} ${questionId}`, atMs),
  };
}
