import { AppError } from '../../errors.ts';
import { demandAccess, hasKeyFor } from '../access.ts';
import type { Bank } from '../ports/bank-store.ts';
import type { BankAdministration } from '../use-cases/bank-administration.ts';
import { checkBankName, checkSettings, defaultSettings } from './bank-settings.ts';
import { auditOf, publish, type AdministrationDependencies } from './write-context.ts';

export type BankManagement = Pick<
  BankAdministration,
  'listBanks' | 'findBank' | 'createBank' | 'updateBank' | 'removeBank'
>;

/** The use cases of banks themselves. */
export function createBankManagement(dependencies: AdministrationDependencies): BankManagement {
  const { store, keeper, notifier, clock } = dependencies;
  return {
    async listBanks(caller) {
      if (caller.role === null) throw new AppError('unauthenticated');
      const banks = await store.listBanks();
      return banks.filter((bank) => hasKeyFor(caller, bank.name));
    },

    async findBank(name, caller) {
      demandAccess(caller, 'read', name);
      return requireBank(dependencies, name);
    },

    async createBank(name, settings, caller) {
      demandAccess(caller, 'own', name);
      const defaults = defaultSettings(name);
      const complete = { ...defaults, ...checkSettings(settings, defaults, checkBankName(name)) };
      const bank = await store.createBank(name, complete, auditOf(caller, clock, null));
      await publish(dependencies, name, bank.version);
      return bank;
    },

    async updateBank(name, settings, caller) {
      demandAccess(caller, 'write', name);
      const current = await requireBank(dependencies, name);
      const bank = await store.updateBank(
        name,
        checkSettings(settings, current),
        auditOf(caller, clock, null),
      );
      await publish(dependencies, name, bank.version);
      return bank;
    },

    async removeBank(name, caller) {
      demandAccess(caller, 'own', name);
      await store.removeBank(name);
      void notifier.announce(name);
      await keeper.refresh(name);
    },
  };
}

/** @throws AppError `bank_not_found` */
export async function requireBank(
  { store }: Pick<AdministrationDependencies, 'store'>,
  name: string,
): Promise<Bank> {
  const bank = await store.findBank(name);
  if (bank === null) throw new AppError('bank_not_found', { bank: name });
  return bank;
}
