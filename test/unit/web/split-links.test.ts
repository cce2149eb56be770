import { describe, expect, it } from 'vitest';
import { splitLinks } from '../../../src/web/h5/text/split-links.ts';

const linksIn = (text: string) => splitLinks(text).flatMap(({ href }) => (href === null ? [] : [href]));

describe('splitLinks', () => {
  it.each([
    ['详见 https://example.com/a?b=1#c 。', ['https://example.com/a?b=1#c']],
    ['详见https://example.com，或http://example.org/。', ['https://example.com', 'http://example.org/']],
    ['见https://example.com——详情，https://example.org…', ['https://example.com', 'https://example.org']],
    ['https://example.com/𠮷野家、https://example.org👍', ['https://example.com/', 'https://example.org']],
    ["'https://example.com/a_b-c~d?e[]=%41&f=+@!$*;,'", ['https://example.com/a_b-c~d?e[]=%41&f=+@!$*']],
    ['(https://example.com/page).', ['https://example.com/page']],
    ['“https://example.com/引号”', ['https://example.com/']],
    ['https://example.com/"onmouseover="x', ['https://example.com/']],
    ['javascript:alert(1) data:text/html,x ftp://example.com', []],
    ['https://', []],
    ['https://[', []],
  ])('finds in %j the addresses %j', (text, links) => {
    expect(linksIn(text)).toEqual(links);
  });

  it.each(['', '没有地址', 'https://example.com', '前https://example.com后\n二 https://example.org'])(
    'loses no character of %j',
    (text) => {
      expect(
        splitLinks(text)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
    },
  );
});
