import { onBeforeUnmount, onMounted, shallowRef, type ShallowRef } from 'vue';
import { placeIn, searchOf, type Place } from './place.ts';

/**
 * The current place, in step with the address.
 * @param onReturn the user went back or forward to a place
 */
export function usePlace(onReturn: (place: Place) => void): {
  place: Readonly<ShallowRef<Place>>;
  /** Changes place and address; no-op where it is the current one. */
  go(place: Place): void;
} {
  const place = shallowRef(placeIn(window.location.search));

  const follow = () => {
    place.value = placeIn(window.location.search);
    onReturn(place.value);
  };
  onMounted(() => window.addEventListener('popstate', follow));
  onBeforeUnmount(() => window.removeEventListener('popstate', follow));

  return {
    place,
    go(next) {
      place.value = next;
      const search = searchOf(next, window.location.search);
      if (search === window.location.search) return;
      window.history.pushState(null, '', `${window.location.pathname}${search}`);
    },
  };
}
