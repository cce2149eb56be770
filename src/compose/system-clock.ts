import type { Clock } from '../service/ports/clock.ts';

export const systemClock: Clock = { now: () => new Date() };
