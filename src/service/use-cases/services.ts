import type { BankAdaptation } from './bank-adaptation.ts';
import type { BankAdministration } from './bank-administration.ts';
import type { BankTransfer } from './bank-transfer.ts';
import type { GoldenQuestions } from './golden-questions.ts';
import type { KeyAdministration } from './key-administration.ts';
import type { QuestionAnswering } from './question-answering.ts';
import type { Readiness } from './readiness.ts';

/** Everything that the service does, as its doors see it. */
export interface Services {
  answering: QuestionAnswering;
  administration: BankAdministration;
  adaptation: BankAdaptation;
  golden: GoldenQuestions;
  transfer: BankTransfer;
  keys: KeyAdministration;
  readiness(): Promise<Readiness>;
}
