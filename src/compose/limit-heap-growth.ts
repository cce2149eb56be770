import { setFlagsFromString } from 'node:v8';

/**
 * Collects garbage in this process whenever the heap has grown by three tenths. By itself V8 waits until it is up to four
 * times as large: with a million questions 740 MB instead of 640 after 3,500 different searches, which are no quicker.
 */
export function limitHeapGrowth(): void {
  setFlagsFromString('--heap-growing-percent=30');
}
