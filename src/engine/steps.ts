/** A long computation cut into short parts: each `next` does one, of a millisecond or so; the last gives the result. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** The result of all steps, one after the other. */
export function runAtOnce<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}
