/**
 * 1. Assignments are read with comments, blank lines, quoted values and line ends of any system.
 * 2. Lines that are none are named, and take nothing from those around them.
 */
import { expect, it } from 'vitest';
import { parseEnvironmentFile } from '../../../src/config/environment-file.ts';

it('reads assignments', () => {
  const lines = ['# settings', '', 'A=1', ' export B = 2 # two', 'C=', 'D="a', 'b: c"', "E=it's", 'F=6'];
  const environment = { A: '1', B: '2', C: '', D: 'a\nb: c', E: "it's", F: '6' };
  expect(parseEnvironmentFile(lines.join('\n'))).toEqual({ environment, faultyLines: [] });
  expect(parseEnvironmentFile(`\uFEFF${lines.join('\r\n')}\r\n`)).toEqual({ environment, faultyLines: [] });
});

it('names the lines that are no assignment', () => {
  const text = 'A=1\nJIEDA_PORT: 8531\nJIEDA_METRICS false\nB=2\n=3\nbad name=4\nC="5';
  expect(parseEnvironmentFile(text)).toEqual({
    environment: { A: '1', B: '2' },
    faultyLines: [2, 3, 5, 6, 7],
  });
});
