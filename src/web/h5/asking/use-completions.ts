import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';
import type { Completion, JiedaClient } from '../../../client/index.ts';

const PAUSE_MS = 120;
const MOST = 6;

/** Completions of what is being typed, asked for once typing pauses. Failures leave none: they are a help only. */
export function useCompletions(jieda: JiedaClient): {
  completions: Readonly<ShallowRef<readonly Completion[]>>;
  complete(typed: string): void;
  clear(): void;
} {
  const completions = shallowRef<readonly Completion[]>([]);
  let underWay = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const stop = (): AbortSignal => {
    clearTimeout(timer);
    underWay.abort();
    underWay = new AbortController();
    return underWay.signal;
  };
  const clear = () => {
    stop();
    completions.value = [];
  };
  const load = async (typed: string, signal: AbortSignal) => {
    const found = await jieda.suggest(typed, { limit: MOST, signal }).catch(() => null);
    if (!signal.aborted) completions.value = found?.suggestions ?? [];
  };
  onBeforeUnmount(stop);

  return {
    completions,
    complete(typed) {
      const text = typed.trim();
      if (text === '') {
        clear();
        return;
      }
      const signal = stop();
      timer = setTimeout(() => void load(text, signal), PAUSE_MS);
    },
    clear,
  };
}
