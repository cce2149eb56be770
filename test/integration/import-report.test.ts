import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tableWriter } from '../../src/importer/index.ts';
import type { ImportFinding, ImportRecord } from '../../src/service/ports/import-store.ts';
import { importReport } from '../../src/service/transfer/import-report.ts';
import { readFields } from '../../src/service/transfer/read-fields.ts';
import { readRows } from '../../src/service/transfer/read-rows.ts';
import { requireService } from '../helpers/availability.ts';
import { collected } from '../helpers/collected.ts';
import { inlineReader } from '../helpers/import-services.ts';
import { judgedRows } from '../helpers/judged-rows.ts';
import { convertWithLibreOffice } from '../helpers/libreoffice.ts';
import { WORKBOOKS } from '../helpers/read-fixture.ts';
import { makeWithOpenpyxl, seeWithOpenpyxl } from '../helpers/openpyxl.ts';

// The admin's own workbook, handed back:
// 1. openpyxl and LibreOffice open it and see the same sheets, values, formats, widths, merged cells, comments and
//    rules as before; bad cells are coloured and say why, in comments beside those that were there.
// 2. A sheet lists the findings with links to their cells; proposals stand in columns of their own.
// 3. Uploaded again it means the same; a second report replaces the marks of the first.
// 4. Other formats become a workbook of the same rows and columns, marked the same way.

const HAVE = requireService('libreoffice', 'openpyxl');

const ADMINS_WORKBOOK = `
ws = wb.active
ws.title = "信用卡's 业务"
ws["A1"] = "信用卡业务问答（内部整理）"
ws.merge_cells("A1:D1")
ws.append(["分类", "问题", "答案", "相似问"])
ws.append(["年费", "信用卡年费多少", "年费100元", "怎么收年费；怎么收年费"])
ws.append([None, "信用卡年费是多少钱", "200元", None])
ws.append([None, "如何开卡", None, None])
ws.append([None, "如何销卡", "找13812345678", None])
ws.merge_cells("A3:A6")
ws["B2"].font = Font(bold=True, color="FF0000")
ws["C4"].fill = PatternFill("solid", fgColor="FF00FF00")
ws["C4"].number_format = "0.00"
ws["C3"].comment = Comment("请财务确认", "王五")
ws["B3"].comment = Comment("不要改", "王五")
ws.column_dimensions["C"].width = 47
ws.freeze_panes = "A3"
ws.auto_filter.ref = "A2:D6"
dv = DataValidation(type="list", formula1='"年费,还款"'); dv.add("A3:A99"); ws.add_data_validation(dv)
ws.conditional_formatting.add("B3:B9", openpyxl.formatting.rule.FormulaRule(formula=["LEN(B3)>20"], fill=PatternFill("solid", bgColor="FFFF0000")))
other = wb.create_sheet("联系人"); other.append(["姓名", "电话"]); other.append(["张三", 1])
`;

const SEE = `
def cell(c):
    return [c.value, c.fill.fgColor.rgb if c.fill.fill_type else None, c.comment.text if c.comment else None, c.font.b, c.number_format]
ws = wb.worksheets[0]
last = wb.worksheets[-1]
seen = {
  "sheets": wb.sheetnames,
  "cells": {c.coordinate: cell(c) for row in ws.iter_rows() for c in row if c.value is not None or c.comment},
  "merged": sorted(str(r) for r in ws.merged_cells.ranges), "width": ws.column_dimensions["C"].width, "freeze": ws.freeze_panes,
  "filter": ws.auto_filter.ref, "validations": [str(v.sqref) for v in ws.data_validations.dataValidation],
  "rules": [str(r.sqref) for r in ws.conditional_formatting],
  "list": [[c.value for c in row] for row in last.iter_rows()],
  "links": [c.hyperlink.location for row in last.iter_rows() for c in row if c.hyperlink],
  "other": [[c.value for c in row] for row in wb.worksheets[1].iter_rows()],
}
`;

interface Seen {
  sheets: string[];
  cells: Record<
    string,
    [value: unknown, fill: string | null, comment: string | null, bold: boolean, format: string]
  >;
  list: (string | null)[][];
  links: string[];
}

const ERROR = 'FFFFC7CD';
const WARNING = 'FFFFEB9B';

async function findingsIn(fileName: string, bytes: Uint8Array): Promise<ImportFinding[]> {
  const { rows, findings } = readRows(await inlineReader.read(fileName, bytes));
  const judged = await judgedRows(rows);
  return [...findings, ...judged.flatMap((row) => row.findings)];
}

async function reportOn(
  fileName: string,
  bytes: Uint8Array | null,
  findings: ImportFinding[],
): Promise<Buffer> {
  const record: Partial<ImportRecord> = {
    ...{
      id: 'i',
      bank: 'b',
      fileName,
      mode: 'upsert',
      dryRun: false,
      findings,
      createdAt: new Date(),
      createdBy: '张三',
    },
    counts: { read: 4, added: 3, updated: 0, unchanged: 0, rejected: 1, removed: 0 },
  };
  const store = { readImportFile: () => Promise.resolve(bytes) };
  return collected(
    importReport({ store, reader: inlineReader, writer: tableWriter }, record as ImportRecord),
  );
}

describe.runIf(HAVE)('the report on a workbook', { timeout: 600_000 }, () => {
  it('is the same workbook, marked', async () => {
    const original = await makeWithOpenpyxl(ADMINS_WORKBOOK);
    const findings = await findingsIn('问答.xlsx', original);
    const report = await reportOn('问答.xlsx', original, findings);
    const before = (await seeWithOpenpyxl(original, SEE)) as Seen;
    const after = (await seeWithOpenpyxl(report, SEE)) as Seen;
    expect(after).toMatchObject({
      merged: ['A1:D1', 'A3:A6'],
      ...{ width: 47, freeze: 'A3', filter: 'A2:D6', validations: ['A3:A99'], rules: ['B3:B9'] },
      other: [
        ['姓名', '电话'],
        ['张三', 1],
      ],
    });
    expect(after.sheets).toEqual([...before.sheets, '检查结果']);

    const { C3, C4, C5, D3, C6, ...others } = after.cells;
    expect(C4).toMatchObject([
      '200元',
      WARNING,
      expect.stringContaining('答案却矛盾：金额不同'),
      false,
      '0.00',
    ]);
    expect(C5).toMatchObject([null, ERROR, '【未导入】没有答案。\n请填写答案。', false, 'General']);
    expect(D3).toMatchObject([
      '怎么收年费；怎么收年费',
      WARNING,
      expect.stringContaining('建议改为：怎么收年费'),
      false,
      'General',
    ]);
    expect(C6).toMatchObject([
      '找13812345678',
      WARNING,
      expect.stringContaining('138****5678'),
      false,
      'General',
    ]);
    expect(C3).toEqual(before.cells['C3']);
    const { E2, F2, E6, F3, ...untouched } = others;
    const proposals = ['建议修改（答案）', '建议修改（相似问）', '找138****5678', '怎么收年费'];
    expect([E2, F2, E6, F3].map((cell) => cell?.[0])).toEqual(proposals);
    expect(untouched).toEqual(
      Object.fromEntries(Object.entries(before.cells).filter(([place]) => place in untouched)),
    );
    expect(Object.keys(untouched)).toHaveLength(Object.keys(before.cells).length - 4);

    expect(after.list[0]?.[0]).toContain('读取 4 行 = 新增 3 + 更新 0 + 未变 0 + 拒绝 1');
    expect(after.list.slice(2).map((row) => row[2])).toEqual(findings.map(({ cell }) => cell ?? '整张表'));
    expect(after.links).toContain("'信用卡''s 业务'!C5");
  });

  it('joins comments that were there', async () => {
    const original = await makeWithOpenpyxl(ADMINS_WORKBOOK);
    const findings = await findingsIn('问答.xlsx', original);
    const finding = findings.find(({ rule }) => rule === 'personal_data');
    const on = (cell: string): ImportFinding => ({
      ...finding!,
      row: Number(cell.slice(1)),
      column: cell[0]!,
      cell,
      found: '试',
      fix: null,
    });
    const report = await reportOn('问答.xlsx', original, [on('B3')]);
    const { cells } = (await seeWithOpenpyxl(report, SEE)) as Seen;
    expect(cells['B3']?.[2]).toMatch(/^不要改\n解答：【提醒】试。/);
    expect(cells['C3']?.[2]).toBe('请财务确认');
  });

  it('keeps values, colours and comments through LibreOffice, and means the same when uploaded again', async () => {
    const original = await makeWithOpenpyxl(ADMINS_WORKBOOK);
    const findings = await findingsIn('问答.xlsx', original);
    const report = await reportOn('问答.xlsx', original, findings);
    const saved = await convertWithLibreOffice(report, 'xlsx', 'xlsx');
    const { cells, sheets, links } = (await seeWithOpenpyxl(saved, SEE)) as Seen;
    expect(sheets.at(-1)).toBe('检查结果');
    expect(cells['C5']?.slice(1, 3)).toEqual([ERROR, '【未导入】没有答案。\n请填写答案。']);
    expect(cells['C6']?.[0]).toBe('找13812345678');
    expect(cells['C3']?.[2]).toBe('请财务确认');
    expect(links.length).toBeGreaterThan(0);
    const csv = await convertWithLibreOffice(report, 'xlsx', 'csv:Text - txt - csv (StarCalc):44,34,76,1');
    expect(csv.toString()).toContain(
      '"年费","信用卡年费多少","年费100元","怎么收年费；怎么收年费",,"怎么收年费"',
    );

    const places = (all: ImportFinding[]) => all.map(({ cell, rule, fix }) => [cell, rule, fix]);
    for (const again of [report, saved]) {
      expect(places(await findingsIn('问答.xlsx', again))).toEqual(places(findings));
    }
  });

  it('replaces the marks of an earlier one', async () => {
    const original = await makeWithOpenpyxl(ADMINS_WORKBOOK);
    const first = await reportOn('问答.xlsx', original, await findingsIn('问答.xlsx', original));
    const findings = await findingsIn('问答.xlsx', first);
    const left = findings.filter(({ rule }) => rule === 'answer_missing');
    const second = await reportOn('问答.xlsx', first, left);
    const { cells, sheets, list } = (await seeWithOpenpyxl(second, SEE)) as Seen;
    expect(sheets.filter((name) => name.startsWith('检查结果'))).toHaveLength(1);
    expect(list).toHaveLength(2 + left.length);
    const marked = Object.entries(cells).filter(([, [, fill]]) => fill === ERROR || fill === WARNING);
    expect(marked.map(([place]) => place)).toEqual(['C5']);
    expect(cells['C6']?.slice(0, 3)).toEqual(['找13812345678', null, null]);
    expect(cells['C3']?.[2]).toBe('请财务确认');
    expect(cells['E6']?.[0]).toBeUndefined();
    await convertWithLibreOffice(second, 'xlsx', 'xlsx');
  });
});

describe.runIf(HAVE)('the report on another file', { timeout: 400_000 }, () => {
  it('is a workbook of its rows and columns, marked', async () => {
    const csv = Buffer.from('﻿编号,问题,答案\r\n000001,如何开户,\r\n\r\n2,如何销户,=1+1\r\n');
    const report = await reportOn('题库.csv', csv, await findingsIn('题库.csv', csv));
    const { cells, sheets } = (await seeWithOpenpyxl(report, SEE.replace('wb.worksheets[1]', 'ws'))) as Seen;
    expect(sheets).toEqual(['题库.csv', '检查结果']);
    expect(cells['A2']?.[0]).toBe('000001');
    expect(cells['C2']).toMatchObject([null, ERROR, expect.stringContaining('没有答案'), false, 'General']);
    expect(cells['C4']?.slice(0, 2)).toEqual(['=1+1', WARNING]);
    await convertWithLibreOffice(report, 'xlsx', 'xlsx');
  });

  it('knows the lines of NDJSON below a header', async () => {
    const lines = Buffer.from(
      '{"question":"如何开户","answer":"去柜台"}\n{"question":"如何销户","answer":""}\n',
    );
    const report = await reportOn('题库.ndjson', lines, await findingsIn('题库.ndjson', lines));
    const [sheet] = await inlineReader.read('r.xlsx', report);
    expect(sheet?.rows.map(({ cells }) => cells)).toEqual([
      ['question', 'answer'],
      ['如何开户', '去柜台'],
      ['如何销户'],
    ]);
    const { cells } = (await seeWithOpenpyxl(report, SEE.replace('wb.worksheets[1]', 'ws'))) as Seen;
    expect(cells['A3']?.[2]).toContain('没有答案');
  });

  it('means the same when uploaded again: merged cells, links and hidden sheets', async () => {
    const page =
      '<table><tr><td>问题<td>答案<td>相似问<tr><td rowspan=2>如何开户<td rowspan=2>去柜台<td>开户<tr><td>怎么开户' +
      '<tr><td>如何销户<td><a href="https://e.com">见说明</a></table>' +
      '<table style="display:none"><tr><td>问题<td>答案<tr><td>旧的<td>旧</table>';
    const files = [
      ...['text-page-gbk.xls', 'text-xml-2003.xls', 'sheetjs-merged.xls', 'libreoffice-hyperlinks.xls'].map(
        (name) => readFileSync(path.join(WORKBOOKS, name)),
      ),
      Buffer.from(page),
    ];
    for (const file of files) {
      const fieldsIn = async (name: string, bytes: Uint8Array) =>
        readRows(await inlineReader.read(name, bytes)).rows.map((row) => [
          row.source.number,
          readFields(row).fields,
        ]);
      const report = await reportOn('题库.xls', file, await findingsIn('题库.xls', file));
      expect(await fieldsIn('r.xlsx', report)).toEqual(await fieldsIn('题库.xls', file));
      if (file === files.at(-1)) await convertWithLibreOffice(report, 'xlsx', 'xlsx');
    }
  });

  it('is a list alone where the file is no longer kept', async () => {
    const sheets = await inlineReader.read('r.xlsx', await reportOn('题库.csv', null, []));
    expect(sheets.map(({ name }) => name)).toEqual(['汇总', '检查结果']);
  });
});
