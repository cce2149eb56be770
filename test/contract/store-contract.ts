import { afterAll, beforeAll, describe } from 'vitest';
import type { Store } from '../../src/service/ports/store.ts';
import { adaptationContract } from './store-adaptation-contract.ts';
import { bankContract } from './store-bank-contract.ts';
import { batchContract } from './store-batch-contract.ts';
import { changeLogContract } from './store-change-log-contract.ts';
import { concurrencyContract } from './store-concurrency-contract.ts';
import type { StoreHarness } from './store-fixtures.ts';
import { goldenContract } from './store-golden-contract.ts';
import { importContract } from './store-import-contract.ts';
import { jobContract } from './store-job-contract.ts';
import { migrationContract } from './store-migration-contract.ts';
import { outsideContract } from './store-outside-contract.ts';
import { questionContract } from './store-question-contract.ts';
import { recordContract } from './store-record-contract.ts';

/** What every store must do, whatever the database under it. */
export function storeContract(name: string, createHarness: () => Promise<StoreHarness>): void {
  describe(`the store on ${name}`, () => {
    let harness: StoreHarness;
    let store: Store;
    beforeAll(async () => {
      harness = await createHarness();
      store = harness.open();
      await store.migrate();
    });
    afterAll(() => harness.remove());

    const context = {
      get harness() {
        return harness;
      },
      get store() {
        return store;
      },
    };
    migrationContract(createHarness);
    bankContract(context);
    questionContract(context);
    batchContract(context);
    changeLogContract(context);
    outsideContract(context);
    recordContract(context);
    adaptationContract(context);
    goldenContract(context);
    jobContract(context);
    importContract(context);
    concurrencyContract(context);
  });
}
