import { ref, watch, type Ref } from 'vue';

/**
 * The option of a list that the arrow keys have reached; -1: none, the text itself.
 * Goes round: after the last comes the text, then the first. Other options begin with none.
 */
export function useActiveOption(options: () => readonly unknown[]): {
  active: Readonly<Ref<number>>;
  move(step: 1 | -1): void;
  reset(): void;
} {
  const active = ref(-1);
  const reset = () => {
    active.value = -1;
  };
  watch(options, reset);
  return {
    active,
    move(step) {
      const places = options().length + 1;
      active.value = ((active.value + 1 + step + places) % places) - 1;
    },
    reset,
  };
}
