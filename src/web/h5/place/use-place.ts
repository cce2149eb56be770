import { onBeforeUnmount, onMounted, shallowRef, type ShallowRef } from 'vue';
import { placeIn, searchOf, type Place } from './place.ts';

/**
 * The current place, in step with the address.
 * @param onReturn the user went back or forward to a place
 */
export function usePlace(onReturn: (place: Place) => void): {
  place: Readonly<ShallowRef<Place>>;
  /** The entry of the browser's history: another one each time a place is gone to, the same one on return. */
  visit: Readonly<ShallowRef<number>>;
  /** Changes place and address; no-op where it is the current one. */
  go(place: Place): void;
} {
  const place = shallowRef(placeIn(window.location.search));
  const visit = shallowRef(currentVisit());

  const follow = () => {
    place.value = placeIn(window.location.search);
    visit.value = currentVisit();
    onReturn(place.value);
  };
  onMounted(() => window.addEventListener('popstate', follow));
  onBeforeUnmount(() => window.removeEventListener('popstate', follow));

  return {
    place,
    visit,
    go(next) {
      place.value = next;
      const search = searchOf(next, window.location.search);
      if (search === window.location.search) return;
      visit.value = Date.now();
      window.history.pushState(visit.value, '', `${window.location.pathname}${search}`);
    },
  };
}

/** 0: the one that the page was opened at. */
function currentVisit(): number {
  const state: unknown = window.history.state;
  return typeof state === 'number' ? state : 0;
}
