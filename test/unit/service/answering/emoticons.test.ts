import { expect, test } from 'vitest';
import { cleanQuery } from '../../../../src/service/answering/clean-query.ts';
import { expectError } from '../../../contract/expect-error.ts';

test.each([
  ['农行信用卡怎么还款/:rose', '农行信用卡怎么还款'],
  ['农行信用卡怎么还款[强][强]', '农行信用卡怎么还款'],
  ["还不上了[大哭]怎么办/::'(/::'|", '还不上了 怎么办'],
  ['/::)你好/:--b', '你好'],
  ['[红包]怎么领', '[红包]怎么领'],
  ['[农行]怎么还款', '[农行]怎么还款'],
  ['https://example.com/a 是什么', 'https://example.com/a 是什么'],
  ['T/:还是T+1', 'T/:还是T+1'],
])('%s is searched as %s', (text, query) => {
  expect(cleanQuery(text, 'q')).toBe(query);
});

test('pictures alone ask nothing', async () => {
  const search = (text: string) => Promise.resolve().then(() => cleanQuery(text, 'q'));
  await expectError(search('[强][强]'), 'question_empty');
  await expectError(search('/:rose/:rose'), 'question_empty');
});
