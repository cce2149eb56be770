/**
 * Words and synonyms are live at once; faults name their line.
 */
import { expect } from 'vitest';
import { editor, it, refusalOf } from './administration-fixtures.ts';

it('vocabulary is live at once', async ({ keeper, administration }) => {
  const words = await administration.replaceWords(
    'finance',
    [' 国债逆回购 ', '', '国债逆回购', 'ETF'],
    editor,
  );
  expect(words.words).toEqual(['国债逆回购', 'ETF']);
  const { synonyms } = await administration.replaceSynonyms(
    'finance',
    ['农行＝农业银行', '定投 => 定期定额'],
    editor,
  );
  expect(synonyms).toEqual(['农行 = 农业银行', '定投 => 定期定额']);
  expect(keeper.find('finance')).toMatchObject({ vocabulary: { words: words.words, synonyms } });
  const refusal = await refusalOf(
    administration.replaceSynonyms('finance', ['农行 = 农业银行', '农行'], editor),
  );
  expect(refusal.details).toMatchObject([{ path: 'synonyms.1', message: /^第 2 行/ }]);
});
