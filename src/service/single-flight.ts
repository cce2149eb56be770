/** Runs `load` once for all callers of the same key while it is under way; a failure reaches all of them. */
export interface SingleFlight<T> {
  run(key: string, load: () => Promise<T>): Promise<T>;
}

/** A single flight of its own, for this process. */
export function createSingleFlight<T>(): SingleFlight<T> {
  const underWay = new Map<string, Promise<T>>();
  return {
    run(key, load) {
      let flight = underWay.get(key);
      if (flight === undefined) {
        flight = load().finally(() => underWay.delete(key));
        underWay.set(key, flight);
      }
      return flight;
    },
  };
}
