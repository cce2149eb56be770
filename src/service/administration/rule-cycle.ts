/** `from` leads to `to`. */
export interface Rule {
  from: string;
  to: string;
}

/** Rules that lead in a circle, in order; null: there are none. O(rules), without recursion. */
export function findCycle<R extends Rule>(rules: readonly R[]): R[] | null {
  const leadingFrom = new Map<string, R[]>();
  for (const rule of rules) leadingFrom.set(rule.from, [...(leadingFrom.get(rule.from) ?? []), rule]);
  const finished = new Set<string>();

  for (const start of leadingFrom.keys()) {
    if (finished.has(start)) continue;
    const path: R[] = [];
    const onPath = new Map([[start, 0]]);
    const ahead = [{ term: start, rules: (leadingFrom.get(start) ?? []).values() }];
    while (ahead.length > 0) {
      const here = ahead.at(-1)!;
      const next = here.rules.next();
      if (next.done) {
        finished.add(here.term);
        onPath.delete(here.term);
        ahead.pop();
        path.pop();
        continue;
      }
      const { to } = next.value;
      const begin = onPath.get(to);
      if (begin !== undefined) return [...path.slice(begin), next.value];
      if (finished.has(to)) continue;
      path.push(next.value);
      onPath.set(to, path.length);
      ahead.push({ term: to, rules: (leadingFrom.get(to) ?? []).values() });
    }
  }
  return null;
}
