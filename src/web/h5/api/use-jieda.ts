import { inject, provide, type InjectionKey } from 'vue';
import { createJiedaClient, type JiedaClient } from '../../../client/index.ts';

const KEY: InjectionKey<JiedaClient> = Symbol('jieda');

/** Gives the components below a client of the service that this page came from. */
export function provideJieda(bank: string | null): JiedaClient {
  const baseUrl = new URL('.', window.location.href).href;
  const jieda = createJiedaClient({ baseUrl, ...(bank !== null && { bank }) });
  provide(KEY, jieda);
  return jieda;
}

export function useJieda(): JiedaClient {
  const jieda = inject(KEY);
  if (jieda === undefined) throw new Error('provideJieda has not been called above this component');
  return jieda;
}
