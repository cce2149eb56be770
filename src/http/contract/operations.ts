import { beginAdaptation, findAdaptation, undoAdaptation } from './adaptation.ts';
import { ask, askByGet } from './ask.ts';
import { createBank, findBank, listBanks, removeBank, updateBank } from './banks.ts';
import { categories } from './categories.ts';
import { categoryQuestions } from './category-questions.ts';
import { exportCsv, exportNdjson, exportWorkbook, importTemplate } from './exports.ts';
import { feedback } from './feedback.ts';
import { goldenReport, readGolden, replaceGolden } from './golden.ts';
import { listHistory, listQuestionHistory } from './history.ts';
import { listImportChanges } from './import-changes.ts';
import {
  cancelImport,
  createImport,
  findImport,
  followImport,
  importReport,
  publishImport,
  undoImport,
} from './imports.ts';
import type { Operation } from './operation.ts';
import { health, metrics, ready } from './operators.ts';
import {
  bulkQuestions,
  createQuestion,
  findQuestion,
  listQuestions,
  removeQuestion,
  replaceQuestion,
  updateQuestion,
} from './questions.ts';
import { search } from './search.ts';
import { suggest } from './suggest.ts';
import { readDictionary, readSynonyms, replaceDictionary, replaceSynonyms } from './vocabulary.ts';

/** Every documented route, in the order of the documentation. */
export const operations: readonly Operation[] = [
  ask,
  askByGet,
  search,
  suggest,
  categories,
  categoryQuestions,
  feedback,
  listBanks,
  createBank,
  findBank,
  updateBank,
  removeBank,
  listQuestions,
  createQuestion,
  bulkQuestions,
  findQuestion,
  replaceQuestion,
  updateQuestion,
  removeQuestion,
  listHistory,
  listQuestionHistory,
  createImport,
  findImport,
  followImport,
  listImportChanges,
  cancelImport,
  publishImport,
  undoImport,
  importReport,
  exportWorkbook,
  exportCsv,
  exportNdjson,
  importTemplate,
  readDictionary,
  replaceDictionary,
  readSynonyms,
  replaceSynonyms,
  beginAdaptation,
  findAdaptation,
  undoAdaptation,
  readGolden,
  replaceGolden,
  goldenReport,
  health,
  ready,
  metrics,
];
