import { monotonicFactory } from 'ulid';

/** A ULID, greater than any this process made before. */
export const newId: () => string = monotonicFactory();
