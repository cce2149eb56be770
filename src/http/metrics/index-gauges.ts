import { Gauge, type Registry } from 'prom-client';
import { z } from 'zod';
import type { Services } from '../../service/use-cases/services.ts';

/** What readiness says of each bank in the index. */
const indexedBanks = z
  .array(
    z.object({
      name: z.string(),
      version: z.number(),
      questions: z.number(),
      ageMs: z.number(),
      lag: z.number().nullish(),
    }),
  )
  .catch([]);

/** What readiness says of each replica of the database. */
const replicas = z.array(z.object({ number: z.number(), state: z.string() })).catch([]);

const STATUS_VALUES = { up: 1, degraded: 0.5, down: 0 } as const;

/**
 * Gauges of the index by bank and of the parts of the service.
 * @returns sets them to the present; call it before the registry is read
 */
export function createIndexGauges(
  registry: Registry,
  services: Pick<Services, 'readiness'>,
): () => Promise<void> {
  const ofBank = (name: string, help: string, aggregator: 'min' | 'max'): Gauge<'bank'> =>
    new Gauge({ name, help, labelNames: ['bank'], registers: [registry], aggregator });
  const version = ofBank('jieda_index_version', 'Bank version of the index', 'min');
  const questions = ofBank('jieda_index_questions', 'Questions in the index', 'min');
  const lag = ofBank('jieda_index_lag_versions', 'Bank versions the index is behind the store', 'max');
  const age = ofBank(
    'jieda_index_age_seconds',
    'Time since the index was last known to be up to date',
    'max',
  );
  const up = new Gauge({
    name: 'jieda_part_up',
    help: 'State of a part: 1 up, 0.5 degraded, 0 down',
    labelNames: ['part'],
    registers: [registry],
    aggregator: 'min',
  });

  const replicaUp = new Gauge({
    name: 'jieda_replica_up',
    help: 'Whether a replica of the database is read: 1 yes, 0 away or behind',
    labelNames: ['replica'],
    registers: [registry],
    aggregator: 'min',
  });

  return async () => {
    const { parts } = await services.readiness();
    for (const [part, { status }] of Object.entries(parts)) up.set({ part }, STATUS_VALUES[status]);
    for (const { number, state } of replicas.parse(parts.store['replicas']))
      replicaUp.set({ replica: String(number) }, state === 'up' ? 1 : 0);
    for (const gauge of [version, questions, lag, age]) gauge.reset();
    for (const bank of indexedBanks.parse(parts.index['banks'])) {
      const labels = { bank: bank.name };
      version.set(labels, bank.version);
      questions.set(labels, bank.questions);
      age.set(labels, bank.ageMs / 1000);
      if (bank.lag != null) lag.set(labels, bank.lag);
    }
  };
}
