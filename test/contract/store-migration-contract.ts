import { describe, expect, it } from 'vitest';
import { expectError } from './expect-error.ts';
import { type StoreHarness } from './store-fixtures.ts';

// 1. Migrations run once; a second run applies nothing.
// 2. Several processes may migrate at once: each migration is applied by exactly one of them.
// 3. Without its tables the store says that it is unavailable.

export function migrationContract(createHarness: () => Promise<StoreHarness>): void {
  describe('migrations', () => {
    it('run once, whoever runs them at the same time', async () => {
      const harness = await createHarness();
      await expectError(harness.open().listBanks(), 'store_unavailable');
      const stores = [harness.open(), harness.open(), harness.open()];
      const applied = await Promise.all(stores.map((store) => store.migrate()));
      expect(applied.flat()).toEqual([
        '2026-11-21-initial-schema',
        '2026-11-21-row-findings',
        '2026-11-22-import-jobs',
        '2026-11-23-adaptations',
        '2026-11-24-extra-fields',
        '2026-11-25-boosts',
        '2026-11-26-golden-questions',
        '2026-11-27-fingerprints',
      ]);
      expect(await stores[0]!.migrate()).toEqual([]);
      expect(await stores[1]!.listBanks()).toEqual([]);
      await harness.remove();
    });
  });
}
