import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createAnalyzerBase } from '../../src/engine/index.ts';
import { packParts } from '../../src/engine/ranking/read-ranking-model.ts';
import { loadLanguageData } from '../../src/language/load-language-data.ts';
import { openSegmenter } from '../../src/segmenter/index.ts';
import { readCorpora, SETS } from './corpora.ts';
import { fitRanking } from './fit-ranking.ts';
import { fitFoldEmbeddings } from './fold-embeddings.ts';
import { prepareLists } from './prepare-lists.ts';
import { readWordVectors } from './word-vectors.ts';
import { writeHeldOut } from './write-held-out.ts';

// Fits data/ranking-model.bin. The same inputs give the same bytes.

const USAGE = `npm run train -- [options]
  --evalsets DIR     sentence pairs and query sets (default ../shared/evalsets)
  --vectors FILE     general word vectors, word2vec binary: synonyms/data/words.vector of the PyPI package
                     synonyms 3.8.0; without it the embedding starts from nothing
  --without CORPUS   leave a corpus out (sample: the sample bank); repeatable
  --held-out DIR     leave out a fifth of all sentences, and all that judged sets ask; what was left out is
                     written to DIR as sets for jieda evaluate
  --out FILE         where the model goes (default data/ranking-model.bin)`;

const DATA_FOLDER = path.join(import.meta.dirname, '../../data');
const HELD_OUT_SHARE = 0.2;

const { values } = parseArgs({
  options: {
    evalsets: { type: 'string', default: path.join(import.meta.dirname, '../../../shared/evalsets') },
    vectors: { type: 'string' },
    without: { type: 'string', multiple: true, default: [] },
    'held-out': { type: 'string' },
    out: { type: 'string', default: path.join(DATA_FOLDER, 'ranking-model.bin') },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(USAGE);
else await train();

async function train(): Promise<void> {
  const started = performance.now();
  const note = (text: string): void => {
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    console.log(
      `${seconds.padStart(4)} s, ${(process.cpuUsage().user / 1e6).toFixed(0).padStart(4)} s of CPU: ${text}`,
    );
  };
  const heldOutFolder = values['held-out'];
  const isHeldOut = heldOutFolder !== undefined;
  const { language, opposites, userDictionaryFile } = await loadLanguageData(DATA_FOLDER);
  const { segmenter } = openSegmenter('auto', userDictionaryFile);
  const analyzer = createAnalyzerBase(language, segmenter).forBank({ words: [], synonyms: [] });
  const sampleBank = path.join(DATA_FOLDER, 'finance.xlsx');
  const corpora = await readCorpora(values.evalsets, sampleBank, values.without, !isHeldOut);
  const isUsed = (place: number): boolean => !isHeldOut || place >= HELD_OUT_SHARE;
  if (isHeldOut) {
    const isLeftOut = (sentence: string): boolean => !isUsed(corpora.placeOf(sentence));
    writeHeldOut(values.evalsets, heldOutFolder, SETS, isLeftOut);
  }
  const vectors = values.vectors === undefined ? null : readWordVectors(values.vectors);
  const embeddings = fitFoldEmbeddings(corpora, analyzer, vectors, isUsed, note);
  const lists = prepareLists(corpora, analyzer, opposites, embeddings.withoutFold, isUsed, note);
  const { difference, ranking, trees, calibration } = fitRanking(lists, note);
  const used = [...new Set(corpora.pairs.map(({ corpus }) => corpus))].join('+');
  const model = packParts({
    version: `2 ${used}${isHeldOut ? ' held-out' : ''}`,
    embedding: embeddings.whole,
    difference,
    ranking,
    confidence: trees,
    calibration,
  });
  writeFileSync(values.out, model);
  note(`${values.out}: ${(model.length / 1e6).toFixed(1)} MB`);
}
