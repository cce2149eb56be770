import type { Caller } from '../caller.ts';
import type { IndexKeeper } from '../index-keeper/index-keeper.ts';
import type { ChangeNotifier } from '../ports/change-notifier.ts';
import type { Clock } from '../ports/clock.ts';
import type { Audit } from '../ports/question.ts';
import type { Store } from '../ports/store.ts';
import type { SearchEngine } from '../search-engine.ts';
import { cleanLine } from '../text.ts';
import { within } from '../within.ts';

export interface AdministrationDependencies {
  store: Store;
  keeper: Pick<IndexKeeper, 'catchUp' | 'refresh'>;
  notifier: Pick<ChangeNotifier, 'announce'>;
  engine: Pick<SearchEngine, 'normalizeForIdentity'>;
  clock: Clock;
}

/** Who writes now, for the audit columns; not part of an import. */
export function auditOf(caller: Caller, clock: Clock, reason: string | null): Audit {
  const cleaned = cleanLine(reason ?? '');
  return { by: caller.name, at: clock.now(), reason: cleaned === '' ? null : cleaned, importId: null };
}

type Publishing = Pick<AdministrationDependencies, 'notifier' | 'keeper'>;

/** Longest that whoever writes is kept waiting for what is committed already: a large bank is read anew for longer. */
const SEEN_WITHIN_MS = 3000;

/** As `publishWhole`, but does not wait for ever. */
export async function publish(publishing: Publishing, bank: string, version: number): Promise<void> {
  // Late is no failure: it is committed, and will be seen.
  await within(SEEN_WITHIN_MS, publishWhole(publishing, bank, version)).catch(() => undefined);
}

/** Tells every process of a committed write and waits until this one's searches see it. */
export async function publishWhole(
  { notifier, keeper }: Publishing,
  bank: string,
  version: number,
): Promise<void> {
  void notifier.announce(bank);
  await keeper.catchUp(bank, version);
}
