import { ref, watch, type Ref } from 'vue';

/**
 * The option of a list that the arrow keys have reached; -1: none, the text itself.
 * Goes round: after the last comes the text, then the first.
 */
export function useActiveOption(count: () => number): {
  active: Ref<number>;
  move(step: 1 | -1): void;
} {
  const active = ref(-1);
  watch(count, () => {
    active.value = -1;
  });
  return {
    active,
    move(step) {
      const places = count() + 1;
      active.value = ((active.value + 1 + step + places) % places) - 1;
    },
  };
}
