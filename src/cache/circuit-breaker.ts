/** Keeps callers from waiting for something that is away. */
export interface CircuitBreaker {
  /** Whether it is away: `run` then answers at once. */
  readonly isOpen: boolean;
  /** The command's result; null when it failed or was not tried. Never rejects. */
  run<T>(command: () => Promise<T>): Promise<T | null>;
  /** Ends probing. */
  stop(): void;
}

export interface CircuitBreakerOptions {
  /** Tried while open; success closes the circuit. */
  probe: () => Promise<unknown>;
  probeIntervalMs: number;
  /** Failures in a row that open the circuit, ≥ 1. */
  failuresToOpen: number;
  onOpen: (error: unknown) => void;
  onClose: () => void;
}

/** A closed circuit; it opens after `failuresToOpen` failures and probes until one succeeds. */
export function createCircuitBreaker(options: CircuitBreakerOptions): CircuitBreaker {
  const { probe, probeIntervalMs, failuresToOpen, onOpen, onClose } = options;
  let failures = 0;
  let isOpen = false;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  const probeLater = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      probe().then(close, probeLater);
    }, probeIntervalMs).unref();
  };

  const close = (): void => {
    failures = 0;
    isOpen = false;
    if (!stopped) onClose();
  };

  const failed = (error: unknown): void => {
    failures++;
    if (isOpen || stopped || failures < failuresToOpen) return;
    isOpen = true;
    onOpen(error);
    probeLater();
  };

  return {
    get isOpen() {
      return isOpen;
    },
    async run(command) {
      if (isOpen) return null;
      try {
        const result = await command();
        failures = 0;
        return result;
      } catch (error) {
        failed(error);
        return null;
      }
    },
    stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
