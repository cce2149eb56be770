import type { Command } from 'commander';
import { BARE_DOCUMENT, type QuestionDocument } from '../engine/index.ts';
import { AppError } from '../errors.ts';
import type { QuestionAnswering } from '../service/use-cases/question-answering.ts';
import {
  readEvaluationSet,
  type EvaluationSet,
  type FileOverrides,
  type Query,
} from './evaluate/evaluation-set.ts';
import { presentEvaluation } from './evaluate/present-evaluation.ts';
import { runEvaluation, type Search } from './evaluate/run-evaluation.ts';
import { readConfig } from './read-config.ts';
import type { Runtime } from './runtime.ts';
import type { Terminal } from './terminal/terminal.ts';

const BANK = 'evaluation';
const HITS = 10;
const QUERIES_PER_NOTE = 1000;

interface Options extends FileOverrides {
  model?: string;
  json?: true;
}

/** `jieda evaluate` */
export function registerEvaluate(program: Command, runtime: Runtime): void {
  program
    .command('evaluate')
    .description('用评测集测量搜索质量；题库只在内存里，用产品的默认设置')
    .argument('<文件夹>', '含 bank.tsv、queries*.tsv、qrels.tsv，或 answerable.tsv、far.tsv、near.tsv')
    .option('--bank <文件>', '代替 bank.tsv')
    .option('--queries <文件>', '代替所有 queries*.tsv')
    .option('--qrels <文件>', '代替 qrels.tsv')
    .option('--model <文件>', '代替产品的排序模型')
    .option('--json', '输出一个 JSON 对象，数值为 0–1 的小数')
    .action((folder: string, options: Options) => evaluate(runtime, folder, options));
}

async function evaluate(
  runtime: Runtime,
  folder: string,
  { json, model, ...overrides }: Options,
): Promise<void> {
  const config = readConfig(runtime);
  const set = readEvaluationSet(folder, overrides);
  const answering = await runtime.openAnswering(config, BANK, set.bank.map(toDocument), model);
  const report = await runEvaluation(set, searchWith(answering, runtime), progress(set, runtime.terminal));
  runtime.terminal.print(json ? JSON.stringify(report) : presentEvaluation(report));
}

/** As GET /api/v1/search; a query that it refuses finds nothing. */
function searchWith(answering: QuestionAnswering, { caller }: Runtime): Search {
  return async (query) => {
    const input = { query, bank: BANK, limit: HITS, offset: 0, category: null, tag: null, explain: false };
    try {
      return (await answering.search(input, caller)).value.hits;
    } catch (error) {
      if (error instanceof AppError && ['question_empty', 'question_too_long'].includes(error.code))
        return [];
      throw error;
    }
  };
}

function toDocument({ id, text }: Query): QuestionDocument {
  return { ...BARE_DOCUMENT, id, question: text };
}

function progress(set: EvaluationSet, terminal: Terminal): () => void {
  const queries = [...set.queryFiles.values(), set.answerable, ...set.unanswerable.values()];
  const total = queries.reduce((sum, list) => sum + list.length, 0);
  let done = 0;
  return () => {
    done++;
    if (terminal.watched && (done % QUERIES_PER_NOTE === 0 || done === total))
      terminal.note(`已评测 ${done} / ${total}`);
  };
}
