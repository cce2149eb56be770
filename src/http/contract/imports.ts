import { z } from 'zod';
import { IMPORT_MODES, IMPORT_STATES } from '../../service/ports/import-store.ts';
import { WORKBOOK_MEDIA_TYPE } from './media-types.ts';
import { defineOperation } from './operation.ts';
import { bankPath, booleanParameter } from './parameters.ts';

const count = z.int().min(0);

const importRecord = z
  .object({
    id: z.string(),
    bank: z.string(),
    fileName: z.string(),
    mode: z.enum(IMPORT_MODES),
    dryRun: z.boolean(),
    state: z.enum(IMPORT_STATES),
    counts: z
      .object({
        read: count,
        added: count,
        updated: count,
        unchanged: count,
        rejected: count,
        removed: count,
      })
      .meta({
        description: 'read = added + updated + unchanged + rejected；removed 另计（mode 为 replace 时）',
      }),
    findings: z.array(
      z.object({
        level: z.enum(['error', 'warning']).meta({ description: 'error：该行未导入；warning：已导入' }),
        sheet: z.string(),
        row: z.int().min(1).nullable(),
        column: z.string().nullable(),
        cell: z.string().nullable().meta({ description: '单元格，例如 B7；null：不是单个单元格' }),
        rule: z.string().meta({ description: '规则名，全部规则见 docs/import.md' }),
        found: z.string().meta({ description: '发现了什么' }),
        expected: z.string().meta({ description: '应该怎样' }),
        fix: z.string().nullable().meta({ description: '建议整个单元格改成的内容；null：需要人来判断' }),
      }),
    ),
    bankVersion: z.int().nullable().meta({ description: '导入后的题库版本；没有写入时为 null' }),
    createdBy: z.string(),
    createdAt: z.iso.datetime({ offset: true }),
    finishedAt: z.iso.datetime({ offset: true }).nullable(),
  })
  .meta({ id: 'Import' });

const example = {
  id: '01JQ400000000000000000000A',
  bank: 'finance',
  fileName: '金融问答.xlsx',
  mode: 'upsert',
  dryRun: false,
  state: 'published',
  counts: { read: 512, added: 500, updated: 8, unchanged: 2, rejected: 2, removed: 0 },
  findings: [
    {
      level: 'error',
      sheet: '信用卡',
      row: 17,
      column: 'B',
      cell: 'B17',
      rule: 'answer_missing',
      found: '没有答案',
      expected: '请填写答案',
      fix: null,
    },
  ],
  bankVersion: 550,
  createdBy: 'key:editor',
  createdAt: '2025-03-01T02:00:00.000Z',
  finishedAt: '2025-03-01T02:00:02.000Z',
};

const importPath = z.strictObject({ id: z.string().meta({ description: '导入编号' }) });

/** The text fields beside the file. */
export const importFields = z.strictObject({
  dryRun: booleanParameter.default(false).meta({ description: '只检查，不写入；默认 false' }),
  mode: z
    .enum(IMPORT_MODES)
    .default('upsert')
    .meta({ description: 'upsert：更新或新增；add：只新增；replace：以此文件为准，多余的删除' }),
});

export const createImport = defineOperation({
  id: 'createImport',
  method: 'post',
  path: '/api/v1/banks/{bank}/imports',
  tag: '导入导出',
  summary: '从 Excel 或 CSV 导入',
  access: 'key',
  params: bankPath,
  upload: {
    mediaType: 'multipart/form-data',
    schema: importFields.extend({
      file: z.string().meta({ description: '.xlsx 或 .csv 文件', override: { format: 'binary' } }),
    }),
    description: '文件与选项',
  },
  reads: ['Idempotency-Key'],
  long: true,
  success: {
    status: 202,
    description: '导入记录',
    mediaType: 'application/json',
    schema: importRecord,
    example,
    headers: ['location'],
  },
  errors: ['bank_not_found', 'workbook_unreadable', 'workbook_columns_missing'],
});

export const findImport = defineOperation({
  id: 'findImport',
  method: 'get',
  path: '/api/v1/imports/{id}',
  tag: '导入导出',
  summary: '查看导入记录',
  access: 'key',
  params: importPath,
  success: {
    status: 200,
    description: '导入记录',
    mediaType: 'application/json',
    schema: importRecord,
    example,
    headers: ['etag'],
  },
  errors: ['import_not_found'],
});

export const importReport = defineOperation({
  id: 'importReport',
  method: 'get',
  path: '/api/v1/imports/{id}/report.xlsx',
  tag: '导入导出',
  summary: '下载导入报告',
  access: 'key',
  params: importPath,
  success: {
    status: 200,
    description: '列出每处问题的工作簿',
    mediaType: WORKBOOK_MEDIA_TYPE,
    headers: ['download'],
  },
  errors: ['import_not_found'],
});
