import { describe, expect, it } from 'vitest';
import { BOUND_MS, growth, MOST_GROWTH_BYTES, read, refusal } from './reading-hostile-files.ts';

// Web pages and Excel's XML, named as workbooks:
// 1. A page gives what it shows, however carelessly it is written.
// 2. Pages and XML made to cost much are refused, or read for what they hold, in bounded time and memory.

const MEBIBYTE = 1024 * 1024;
const HEADER = '<tr><th>问题<th>答案';

async function cellsOf(html: string): Promise<unknown[]> {
  const sheets = await read(Buffer.from(html), 'a.xls');
  return sheets.map(({ rows }) => rows.map(({ cells }) => cells));
}

describe('a web page', () => {
  it.each<[string, string, string[]]>([
    [
      'white space and line ends',
      '<td> a\n\t b <br> c<br/><br>d<td><p>e</p><p>f</p>g',
      ['a b\nc\n\nd', 'e\nf\ng'],
    ],
    [
      'characters by name and number',
      '<td>&lt;b&gt; &hellip;&#20449;&#x4FE1;&#150;<td>&unknown; A&B &amp;lt;',
      ['<b> …信信–', '&unknown; A&B &lt;'],
    ],
    ['signs that begin no tag', '<td>1 < 2 <3<td>a > b', ['1 < 2 <3', 'a > b']],
    ['quotes and signs in attributes', `<td title="a > b" class='x'>a<td onclick=go('>')>b`, ['a', "')>b"]],
    [
      'comments and scripts',
      '<td>a<!-- <td>x --><script>"<td>y"</script><td><![if !x]>b<![endif]>',
      ['a', 'b'],
    ],
    [
      'what is hidden in cells',
      '<td>a<span style="display:none">x<span>y</span></span><td>b<b hidden>z</b>',
      ['a', 'b'],
    ],
    ['spans over columns', '<td colspan=2>a<td>b', ['a', '', 'b']],
    ['texts written as formulas', '<td>="000001"<td>\'=1+1', ['000001', '=1+1']],
  ])('is read with %s', async (_, cells, expected) => {
    const [[, row]] = (await cellsOf(`<table>${HEADER}<tr>${cells}</table>`)) as [unknown[]];
    expect(row).toEqual(expected);
  });

  it('has cells that reach over rows at their places, and says what leads where', async () => {
    const html = `<table>${HEADER}<th>类<tr><td>a<td><a href="/x">b</a><td rowspan=3>c<tr><td>d<td><a href="https://e">e</a></table>`;
    const [sheet] = await read(Buffer.from(html), 'a.xls');
    expect(sheet?.rows.slice(1)).toEqual([
      { number: 2, cells: ['a', 'b', 'c'] },
      { number: 3, cells: ['d', 'e', 'c'], continued: [2], links: [{ index: 1, target: 'https://e' }] },
    ]);
  });

  it('has tables in the cells of others read by themselves', async () => {
    const inner = `<table>${HEADER}<tr><td>a<td>b</table>`;
    expect(await cellsOf(`<table><tr><td>菜单<td>x${inner}y<td>z</table>`)).toEqual([
      [['菜单', 'xy', 'z']],
      [
        ['问题', '答案'],
        ['a', 'b'],
      ],
    ]);
  });

  it('is said to be in error where its bytes are no text', async () => {
    const page = Buffer.from(
      `<meta charset=gbk><table>${HEADER}<tr><td>怎么还款这样那样<td>好的好的好的好的`,
    );
    const [sheet] = await read(Buffer.concat([page, Buffer.from([0xe7]), Buffer.from('了')]), 'a.xls');
    expect(sheet?.rows[1]?.remarks).toEqual([{ index: 1, kind: 'garbled' }]);
  });
});

describe('a file made to cost much', () => {
  it.each<[string, () => string]>([
    ['signs that begin nothing', () => '<'.repeat(40 * MEBIBYTE)],
    ['a tag that never ends', () => `<td ${'a='.repeat(20 * MEBIBYTE)}`],
    ['quotes that nothing closes', () => `<td a="'`.repeat(5 * MEBIBYTE)],
    ['comments that nothing closes', () => '<!--'.repeat(10 * MEBIBYTE)],
    ['scripts that nothing closes', () => '<script>'.repeat(5 * MEBIBYTE)],
    ['tables in tables', () => '<table>'.repeat(6 * MEBIBYTE)],
    ['rows of nothing', () => `<table>${'<tr>'.repeat(10 * MEBIBYTE)}`],
    ['cells over a thousand columns', () => `<table><tr>${'<td colspan=1000 rowspan=9>'.repeat(MEBIBYTE)}`],
    ['a cell of tags', () => `<table><tr><td>${'<b> </b>'.repeat(5 * MEBIBYTE)}`],
    ['ands', () => `<table><tr><td>${'&'.repeat(40 * MEBIBYTE)}`],
  ])(
    'by %s has no table',
    async (_, page) => {
      const bytes = Buffer.from(`<html>${page()}`);
      expect(await refusal(read(bytes, 'a.xls'))).toContain('内容却是网页或 XML');
    },
    BOUND_MS,
  );

  it.each<[string, () => string, string]>([
    ['rows', () => `<table>${'<tr><td>a<td>b'.repeat(250_000)}`, '最多 200000 行'],
    ['rows, in tables', () => '<table><tr><td>a<td>b</table>'.repeat(250_000), '最多 200000 行'],
    ['columns', () => `<table><tr>${'<td>a'.repeat(300)}`, '第 1 行有 257 列，最多 256 列'],
    ['columns that one cell spans', () => '<table><tr><td>a<td colspan=999><td>b', '最多 256 列'],
    [
      'cells that reach over rows',
      () => `<table>${'<tr><td rowspan=2>a<tr><td>b'.repeat(100_001)}`,
      '合并单元格太多',
    ],
    [
      'rows that cells reach over',
      () => `<table><tr>${'<td rowspan=65534>a'.repeat(200)}${'<tr><td>b'.repeat(9000)}`,
      '合并单元格太多',
    ],
    ['links', () => `<table>${'<tr><td><a href=http://a>a</a>'.repeat(100_001)}`, '超链接太多'],
  ])(
    'by too many %s is refused',
    async (_, page, reason) => {
      expect(await refusal(read(Buffer.from(page()), 'a.xls'))).toContain(reason);
    },
    BOUND_MS,
  );

  it(
    'takes memory in proportion to what it holds',
    async () => {
      const bytes = Buffer.from(`<table>${HEADER}${'<tr><td>'.repeat(4 * MEBIBYTE)}<tr><td>a<td>b`);
      const grown = await growth(async () => {
        expect((await read(bytes, 'a.xls'))[0]?.rows).toHaveLength(2);
      });
      expect(grown).toBeLessThan(MOST_GROWTH_BYTES);
    },
    BOUND_MS,
  );
});

describe("Excel's XML", () => {
  const book = (table: string, before = '') =>
    Buffer.from(
      `<?xml version="1.0"?>${before}<ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><ss:Worksheet ss:Name="甲"><ss:Table>${table}</ss:Table></ss:Worksheet></ss:Workbook>`,
    );
  const cell = (text: string, more = '') =>
    `<ss:Cell${more}><ss:Data ss:Type="String">${text}</ss:Data></ss:Cell>`;

  it('is read whatever prefix its names have', async () => {
    const row = `<ss:Row ss:Index="3" ss:Span="2">${cell('问题')}${cell('答案', ' ss:Index="3"')}</ss:Row><ss:Row>${cell('a')}</ss:Row>`;
    expect(await read(book(row), 'a.xls')).toEqual([
      {
        ...{ name: '甲', hidden: false, lettered: true },
        rows: [
          { number: 3, cells: ['问题', '', '答案'] },
          { number: 6, cells: ['a'] },
        ],
      },
    ]);
  });

  it.each<[string, Buffer, string]>([
    [
      'entities of its own',
      book(`<ss:Row>${cell('&a;')}</ss:Row>`, '<!DOCTYPE x [<!ENTITY a "b">]>'),
      '网页或 XML',
    ],
    ['a document type', book('', '<!DOCTYPE x SYSTEM "x.dtd">'), 'DTD 或实体定义'],
    ['an end too early', book(`<ss:Row>${cell('a')}</ss:Row>`).subarray(0, -20), '不完整或已损坏'],
    ['rows out of order', book('<ss:Row ss:Index="3"/><ss:Row ss:Index="2"/>'), '不完整或已损坏'],
    ['a row outside of a sheet', Buffer.from('<Workbook><Row/></Workbook>'), '不完整或已损坏'],
    ['a column far out', book(`<ss:Row>${cell('a', ' ss:Index="300"')}</ss:Row>`), '最多 256 列'],
    ['a column beyond all', book(`<ss:Row>${cell('a', ' ss:Index="99999"')}</ss:Row>`), '不完整或已损坏'],
    ['an endless tag', Buffer.concat([book(''), Buffer.alloc(4 * MEBIBYTE, '<')]), '不完整或已损坏'],
  ])('with %s is refused', async (_, bytes, reason) => {
    expect(await refusal(read(bytes, 'a.xls'))).toContain(reason);
  });
});
