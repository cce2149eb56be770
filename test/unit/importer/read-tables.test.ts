import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { AppError, describeError } from '../../../src/errors.ts';
import { DEFAULT_READING_LIMITS, type ReadingLimits } from '../../../src/importer/reading-limits.ts';
import { collectSheets } from '../../../src/importer/collect-sheets.ts';
import { readTables } from '../../../src/importer/read-tables.ts';
import { HEADER, MAIN, OFFICE, PACKAGE, row, workbook } from './hand-made-workbook.ts';

// Reading a file of any format:
// 1. Workbooks of several writers give what their cells show.
// 2. Text files are read in any encoding that Chinese spreadsheets write, with any separator.
// 3. A file that cannot be read is refused with the reason in Chinese.

const fixtures = path.join(import.meta.dirname, '../../fixtures/workbooks');

function read(name: string, bytes: Uint8Array | string, limits: Partial<ReadingLimits> = {}) {
  const buffer = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  return collectSheets(readTables(name, buffer, { ...DEFAULT_READING_LIMITS, ...limits }));
}

function readFixture(name: string) {
  return read(name, readFileSync(path.join(fixtures, name)));
}

async function cellsOf(name: string, bytes: Uint8Array | string): Promise<unknown[]> {
  return (await read(name, bytes)).flatMap(({ rows }) => rows.map(({ cells }) => cells));
}

async function refusalOf(
  name: string,
  bytes: Uint8Array | string,
  limits: Partial<ReadingLimits> = {},
): Promise<string> {
  try {
    await read(name, bytes, limits);
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    expect((error as AppError).code).toBe('workbook_unreadable');
    return describeError('workbook_unreadable', (error as AppError).parameters, 'zh');
  }
  throw new Error('It was read.');
}

describe('workbooks', () => {
  it('are read as shown: text ids, dates, long numbers, per cents, rich text, cells merged downwards', async () => {
    const [sheet] = await readFixture('openpyxl-many-hands.xlsx');
    expect(sheet?.rows.map(({ number }) => number)).toEqual([1, 3, 4, 6, 7]);
    expect(sheet?.rows[2]?.cells.slice(0, 3)).toEqual(['000001', '还款', '信用卡如何还款？']);
    expect(sheet?.rows[2]?.cells[6]).toBe('2026-01-02');
    expect(sheet?.rows[3]?.cells[6]).toBe('2026-01-02 8:30:00');
    expect(sheet?.rows[4]?.cells.slice(0, 4)).toEqual(['123456789012', '还款', '溢缴款怎么取？', '5.00%']);
  });

  it('say which of their sheets are hidden', async () => {
    const sheets = (await readFixture('openpyxl-many-hands.xlsx')).map(({ name, hidden }) => [name, hidden]);
    expect(sheets).toEqual([
      ['信用卡', false],
      ['旧数据', true],
      ['联系方式', false],
      ['说明', false],
    ]);
  });

  it('give the last value of a formula and the text of a link', async () => {
    const [sheet] = await readFixture('xlsxwriter-formulas.xlsx');
    expect(sheet?.rows.slice(1).map(({ cells }) => cells.slice(0, 2))).toEqual([
      ['什么是ETF？', '交易型开放式指数基金。'],
      ['坏公式的问题', '#REF!'],
      ['什么是定投？', '见链接'],
    ]);
  });

  it('say that they hold pictures, whether or not their extension is right', async () => {
    const sheet = `<sheetData>${HEADER}${row(2, ['流程是什么', '见图'])}</sheetData><drawing r:id="rId1"/>`;
    const rels = (type: string, target: string) =>
      strToU8(
        `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${OFFICE}/${type}" Target="${target}"/></Relationships>`,
      );
    const drawn = {
      'xl/worksheets/sheet1.xml': strToU8(`<worksheet xmlns="${MAIN}">${sheet}</worksheet>`),
      'xl/worksheets/_rels/sheet1.xml.rels': rels('drawing', '../drawings/drawing1.xml'),
    };
    const pictured = {
      ...drawn,
      'xl/drawings/_rels/drawing1.xml.rels': rels('image', '../media/image1.png'),
    };
    const kindsOf = async (name: string, parts: Record<string, Uint8Array>) =>
      (await read(name, workbook('', parts)))[0]?.remarks?.map(({ kind }) => kind);
    expect(await kindsOf('a.xlsx', drawn)).toBeUndefined();
    expect(await kindsOf('a.xlsx', pictured)).toEqual(['pictures_ignored']);
    expect(await kindsOf('a.xls', pictured)).toEqual(['extension_wrong', 'pictures_ignored']);
  });

  it.each(['sheetjs.xlsx', 'sheetjs-biff8.xls'])('%s is read, whatever its extension says', async (name) => {
    const expected = ['什么是久期？', '债券价格对利率的敏感度。', '久期是啥|久期怎么理解', '债券', '草稿'];
    expect((await readFixture(name))[0]?.rows[1]?.cells).toEqual(expected);
    const bytes = readFileSync(path.join(fixtures, name));
    const remarks = [{ kind: 'extension_wrong' }];
    const [renamed] = await read('renamed.csv', bytes);
    expect(renamed).toMatchObject({ ...(await readFixture(name))[0], remarks });
  });
});

describe('text files', () => {
  const table = '问题,答案\r\n"什么是""定投""？","按期买入，\n分散成本"\r\n\r\n000001,是\r\n';
  const rows = [
    ['问题', '答案'],
    ['什么是"定投"？', '按期买入，\n分散成本'],
    ['000001', '是'],
  ];

  it.each([
    ['UTF-8', Buffer.from(table)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${table}`)],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${table}`, 'utf16le')],
    ['UTF-16 without', Buffer.from(table, 'utf16le')],
    ['UTF-16 big-endian', Buffer.from(`\ufeff${table}`, 'utf16le').swap16()],
  ])('are read in %s', async (_, bytes) => {
    expect(await cellsOf('a.csv', bytes)).toEqual(rows);
  });

  it('are read in GB18030, rare characters included', async () => {
    const [sheet] = await readFixture('wps-gb18030.csv');
    expect(sheet?.rows[1]?.cells[1]).toBe('信用卡丢了，怎么办？');
    expect(sheet?.rows[2]?.cells[1]).toBe('𠮷野家能刷卡吗？');
    expect((await readFixture('excel-utf16.tsv'))[0]?.rows[1]?.cells).toEqual(['什么是ETF？', '一种基金。']);
  });

  it.each([
    ['UTF-8', Buffer.from('问题,答案\n怎么开户？,请拨\0打电话\n')],
    [
      'UTF-8, each cell filled up',
      Buffer.from('问题\0\0,答案\0\n怎么开户\0\0？,请拨打电话，问一问客服再说\0\n怎么销户在哪里，多久\n'),
    ],
    ['UTF-8, far behind', Buffer.from(`问题,答案\n${'怎么开户？,请打电话。\n'.repeat(4000)}\0`)],
    ['GB18030', Buffer.concat([readFileSync(path.join(fixtures, 'text-gbk.csv')), Buffer.from([0])])],
  ])('with zeros in them are no UTF-16 but %s', async (encoding, bytes) => {
    const [sheet] = await read('a.csv', bytes);
    expect(sheet?.rows[0]?.cells.join()).toMatch(/问题.*答案/);
    expect(sheet?.remarks?.[0]?.found ?? 'UTF-8').toContain(encoding.split(',')[0]);
  });

  it.each([
    ['tabs', '问题\t答案\na, b\t1'],
    ['semicolons', '问题;答案\n"a, b";1'],
    ['bars', '问题|答案\na, b|1'],
    ['a named one', 'sep=^\n问题^答案\na, b^1'],
  ])('are divided by %s', async (_, text) => {
    expect(await cellsOf('a.csv', text)).toEqual([
      ['问题', '答案'],
      ['a, b', '1'],
    ]);
  });

  it.each(['\n', '\r', '\r\n'])('end lines with %j', async (end) => {
    expect(await cellsOf('a.csv', ['问题,答案', 'a,', ',b', ''].join(end))).toEqual([
      ['问题', '答案'],
      ['a', ''],
      ['', 'b'],
    ]);
  });

  it('count rows as people see them', async () => {
    const [sheet] = await read('a.csv', '问题,答案\n\n"a\nb",c\nd,e');
    expect(sheet?.rows.map(({ number }) => number)).toEqual([1, 3, 4]);
  });

  it.each([
    ['that nothing closes', '问题,答案\n怎么开户,"带身份证\n怎么销户,去柜台\n', ['怎么销户', '去柜台']],
    [
      'that another row seems to close',
      '问题,答案\n怎么开户,"带身份证\n怎么销户,"去柜台, 网点"\n',
      ['怎么销户', '去柜台, 网点'],
    ],
  ])('lose no row to a quote %s', async (_, text, below) => {
    const [sheet] = await read('a.csv', text);
    const remarks = [{ index: 1, kind: 'quote_unpaired' }];
    expect(sheet?.rows.slice(1)).toEqual([
      { number: 2, cells: ['怎么开户', '"带身份证'], remarks },
      { number: 3, cells: below },
    ]);
  });

  it('take text out of the formula that keeps its zeros', async () => {
    const table = '编号,问题\n="000001",怎么开户\n"=""0002""",怎么销户\n\'="3",怎么挂失';
    const ids = (await cellsOf('a.csv', table)).map((cells) => (cells as string[])[0]);
    expect(ids.slice(1)).toEqual(['000001', '0002', '="3"']);
  });

  it('keep quotes around the first words of a cell', async () => {
    const [sheet] = await read('a.csv', '问题,答案\n"免密支付"是什么,"小额"免密');
    expect(sheet?.rows.at(-1)).toEqual({ number: 2, cells: ['"免密支付"是什么', '"小额"免密'] });
  });
});

describe('NDJSON', () => {
  it('gives lists as lists, null as empty and what a line is silent about as null', async () => {
    const lines = [
      '{"id":"01J","question":"问","answer":"答","phrasings":["一；二"],"version":3}',
      '{"question":"问二","answer":"答","category":null,"pinned":true}',
      '["不是对象"]',
    ];
    const [sheet] = await read('a.ndjson', lines.join('\n'));
    expect(sheet?.rows).toEqual([
      { number: 0, cells: ['question', 'answer', 'phrasings', 'category', 'pinned'] },
      { number: 1, cells: ['问', '答', ['一；二'], null, null] },
      { number: 2, cells: ['问二', '答', null, '', 'true'] },
      { number: 3, cells: [null, null, null, null, null], fault: '不是合法的 JSON 对象' },
    ]);
  });
});

describe('files that cannot be read', () => {
  const workbook = readFileSync(path.join(fixtures, 'sheetjs.xlsx'));
  const oldWorkbook = readFileSync(path.join(fixtures, 'sheetjs-biff8.xls'));

  it.each<[string, string, Uint8Array | string, string]>([
    ['an empty file', 'a.xlsx', '', '文件是空的'],
    ['a text file named .xlsx', 'a.xlsx', '问题,答案', '内容却不是 Excel 工作簿'],
    ['a picture named .xls', 'a.xls', Buffer.from([0x89, 0x50, 0x4e, 0x47]), '内容却不是 Excel 工作簿'],
    ['a zip without a workbook', 'a.xlsx', zipSync({ 'a.txt': strToU8('x') }), '里面没有 Excel 工作簿'],
    ['a workbook cut short', 'a.xlsx', workbook.subarray(0, 5000), '不完整或已损坏'],
    ['an empty zip', 'a.xlsx', Buffer.from('PK\u0003\u0004'), '不完整或已损坏'],
    ['the beginning of an .xls file', 'a.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1]), '文件不完整'],
    ['an .xls file cut short', 'a.xls', oldWorkbook.subarray(0, 1500), '不是完整的 Excel 工作簿'],
    ['another format', 'a.pdf', '%PDF-1.7', '不支持的文件类型'],
    ['bytes that are no text', 'a.csv', Buffer.from([0xff, 0x00, 0x00, 0xff]), '认不出文字编码'],
  ])('%s: %s', async (_, name, bytes, reason) => {
    expect(await refusalOf(name, bytes)).toContain(reason);
  });

  it('a password-protected workbook', async () => {
    const bytes = readFileSync(path.join(fixtures, 'password-protected.xlsx'));
    expect(await refusalOf('a.xlsx', bytes)).toContain('密码保护');
  });

  it('a file, a table or an inflated workbook that is too large', async () => {
    expect(await refusalOf('a.csv', '问题,答案\na,b', { maxBytes: 10 })).toContain('文件最大');
    expect(await refusalOf('a.csv', '问题,答案\na,b\nc,d', { maxRows: 2 })).toContain('最多 2 行');
    const large = zipSync({ 'xl/workbook.xml': randomBytes(2 * 1024 * 1024) });
    expect(await refusalOf('a.xlsx', large, { maxInflatedBytes: 1024 * 1024 })).toContain('解压后超过 1 MB');
  });

  it('a zip bomb, before anything is inflated', async () => {
    const bomb = zipSync({ 'xl/workbook.xml': new Uint8Array(4 * 1024 * 1024) });
    expect(await refusalOf('a.xlsx', bomb)).toContain('压缩炸弹');
  });

  it('a zip that lies about its sizes', async () => {
    const bomb = Buffer.from(zipSync({ 'xl/workbook.xml': new Uint8Array(4 * 1024 * 1024) }));
    const directory = bomb.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    bomb.writeUInt32LE(10, directory + 24);
    expect(await refusalOf('a.xlsx', bomb)).toContain('不完整或已损坏');
  });
});
