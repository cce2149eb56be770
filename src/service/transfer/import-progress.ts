import type { ImportProgress } from '../ports/import-store.ts';

/** Says how many rows of a phase are done. */
export type TrackProgress = (phase: ImportProgress['phase'], done: number, total: number) => void;

/** Adds the speed of the phase to what is tracked, and hands it to `report`. */
export function trackProgress(report: (progress: ImportProgress) => void): TrackProgress {
  let current: ImportProgress['phase'] | null = null;
  let startedAt = 0;
  return (phase, done, total) => {
    const now = performance.now();
    if (phase !== current) {
      current = phase;
      startedAt = now;
    }
    const seconds = (now - startedAt) / 1000;
    const rowsPerSecond = done === 0 || seconds === 0 ? null : Math.round(done / seconds);
    report({ phase, done, total, rowsPerSecond });
  };
}
