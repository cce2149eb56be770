import { AppError } from '../../../src/errors.ts';
import type { Readiness } from '../../../src/service/use-cases/readiness.ts';
import type { Services } from '../../../src/service/use-cases/services.ts';
import { fakeAdaptation } from './fake-adaptation.ts';
import { fakeAnswering } from './fake-answering.ts';
import { FakeBank } from './fake-bank.ts';
import { fakeGoldenQuestions } from './fake-golden-questions.ts';
import type { FakeState } from './fake-state.ts';
import { fakeTransfer } from './fake-transfer.ts';

/** Secrets that the fake knows, by the role they give. */
export const FAKE_KEYS = { owner: 'jd_owner', editor: 'jd_editor', reader: 'jd_reader' } as const;

export interface FakeServices extends Services {
  state: FakeState;
}

/** Small in-memory services: enough of each use case to see that a door passes everything on. */
export function fakeServices(): FakeServices {
  const state: FakeState = {
    ready: true,
    cache: 'miss',
    degraded: [],
    failure: null,
    delayMs: 0,
    feedback: null,
  };
  const bank = new FakeBank();
  return {
    state,
    answering: fakeAnswering(bank, state),
    administration: bank,
    transfer: fakeTransfer(bank),
    adaptation: fakeAdaptation(),
    golden: fakeGoldenQuestions(),
    keys: {
      createKey: () => Promise.reject(new Error('not part of this fake')),
      listKeys: () => Promise.resolve([]),
      revokeKey: () => Promise.resolve(false),
      authenticate: (secret) => {
        const role = (['owner', 'editor', 'reader'] as const).find((known) => FAKE_KEYS[known] === secret);
        if (role === undefined) return Promise.reject(new AppError('unauthenticated'));
        return Promise.resolve({ name: `key:${role}`, role, banks: null });
      },
    },
    readiness: () =>
      Promise.resolve<Readiness>({
        ready: state.ready,
        parts: {
          store: { status: state.ready ? 'up' : 'down' },
          cache: { status: 'up' },
          segmenter: { status: 'up', name: 'fake' },
          ranking: { status: 'up', name: 'fake' },
          index: { status: 'up', banks: [{ name: 'finance', version: 42, questions: 1, ageMs: 5, lag: 0 }] },
        },
      }),
  };
}
