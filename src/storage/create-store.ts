import type { Store } from '../service/ports/store.ts';
import { adaptationQueries } from './adaptation-queries.ts';
import { bankQueries } from './bank-queries.ts';
import { changeLogQueries } from './change-log-queries.ts';
import type { Database } from './database.ts';
import { feedbackQueries } from './feedback-queries.ts';
import { goldenQueries } from './golden-queries.ts';
import { idempotencyQueries } from './idempotency-queries.ts';
import { importQueries } from './import-queries.ts';
import { jobQueries } from './job-queries.ts';
import { keyQueries } from './key-queries.ts';
import { questionQueries } from './question-queries.ts';
import { vocabularyQueries } from './vocabulary-queries.ts';

/** The store over a database of either kind. */
export function createStore(database: Database): Store {
  return {
    name: database.name,
    ...bankQueries(database),
    ...questionQueries(database),
    ...changeLogQueries(database),
    ...vocabularyQueries(database),
    ...adaptationQueries(database),
    ...goldenQueries(database),
    ...importQueries(database),
    ...jobQueries(database),
    ...keyQueries(database),
    ...feedbackQueries(database),
    ...idempotencyQueries(database),
    migrate: () => database.migrate(),
    ping: () => database.ping(),
    replicas: () => database.replicas(),
    close: () => database.close(),
  };
}
