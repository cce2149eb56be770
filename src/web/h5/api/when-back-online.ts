import { watch } from 'vue';
import { useOnline } from './use-online.ts';

/** Does something each time the device is connected again. */
export function whenBackOnline(act: () => void): void {
  watch(useOnline(), (isOnline) => {
    if (isOnline) act();
  });
}
