import { z } from 'zod';
import {
  EXTRA_COLUMNS,
  IMPORT_MODES,
  IMPORT_PHASES,
  IMPORT_STATES,
} from '../../service/ports/import-store.ts';
import { EVENT_STREAM_MEDIA_TYPE, WORKBOOK_MEDIA_TYPE } from './media-types.ts';
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
    strict: z.boolean(),
    extraColumns: z.enum(EXTRA_COLUMNS),
    publishAt: z.iso.datetime({ offset: true }).nullable(),
    state: z.enum(IMPORT_STATES).meta({
      description:
        'queued 排队；running 进行中；validated 已检查，可发布；scheduled 已检查，到 publishAt 发布；' +
        'published 已发布；failed 失败；cancelled 已取消；undone 已撤销',
    }),
    progress: z
      .object({
        phase: z.enum(IMPORT_PHASES),
        done: count.meta({ description: '此阶段已处理的行数' }),
        total: count,
        rowsPerSecond: count.nullable(),
      })
      .nullable()
      .meta({ description: '进行中的进度；其他状态为 null' }),
    error: z.object({ code: z.string(), message: z.string() }).nullable().meta({ description: '失败的原因' }),
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
    checkedVersion: z
      .int()
      .nullable()
      .meta({ description: '检查时的题库版本；尚未检查或题库还不存在时为 null' }),
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
  strict: false,
  extraColumns: 'ignore',
  publishAt: null,
  state: 'published',
  progress: null,
  error: null,
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
  checkedVersion: 42,
  bankVersion: 550,
  createdBy: 'key:editor',
  createdAt: '2025-03-01T02:00:00.000Z',
  finishedAt: '2025-03-01T02:00:02.000Z',
};

export const importPath = z.strictObject({ id: z.string().meta({ description: '导入编号' }) });

/** The text fields beside the file. */
export const importFields = z.strictObject({
  dryRun: booleanParameter.default(false).meta({ description: '只检查，不写入；默认 false' }),
  mode: z
    .enum(IMPORT_MODES)
    .default('upsert')
    .meta({ description: 'upsert：更新或新增；add：只新增；replace：以此文件为准，多余的删除' }),
  strict: booleanParameter
    .default(false)
    .meta({ description: '只要有一行没有通过检查，就什么都不写入；默认 false' }),
  extraColumns: z
    .enum(EXTRA_COLUMNS)
    .default('ignore')
    .meta({ description: '认不出的列：ignore 忽略；keep 作为附加字段（extra）保留；默认 ignore' }),
  publishAt: z.iso
    .datetime({ offset: true })
    .transform((value) => new Date(value))
    .optional()
    .meta({ description: '先检查，到这个时间再写入；默认立即写入' }),
});

export const createImport = defineOperation({
  id: 'createImport',
  method: 'post',
  path: '/api/v1/banks/{bank}/imports',
  tag: '导入导出',
  summary: '从 Excel、CSV 或 NDJSON 导入',
  description:
    '文件收下后立即返回，导入在后台进行；同一题库的导入依次进行，不同题库的同时进行。用 Location 的地址查看结果，' +
    '文件读不出来等错误也在那里。',
  access: 'key',
  params: bankPath,
  upload: {
    mediaType: 'multipart/form-data',
    schema: importFields.extend({
      file: z
        .string()
        .meta({ description: '.xlsx、.xls、.csv、.tsv 或 .ndjson 文件', override: { format: 'binary' } }),
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
  errors: ['bank_not_found'],
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

export const followImport = defineOperation({
  id: 'followImport',
  method: 'get',
  path: '/api/v1/imports/{id}/events',
  tag: '导入导出',
  summary: '跟踪导入的进度',
  description:
    'Server-Sent Events：每有变化发一个 progress 事件，导入结束时发一个 end 事件并断开。' +
    '数据是不含 findings 的导入记录。',
  access: 'key',
  params: importPath,
  long: true,
  success: { status: 200, description: '事件流', mediaType: EVENT_STREAM_MEDIA_TYPE },
  errors: ['import_not_found'],
});

const accepted = {
  status: 202,
  description: '导入记录',
  mediaType: 'application/json',
  schema: importRecord,
  example,
} as const;

export const cancelImport = defineOperation({
  id: 'cancelImport',
  method: 'post',
  path: '/api/v1/imports/{id}/cancel',
  tag: '导入导出',
  summary: '取消导入',
  description: '排队、进行中或等待发布的导入不再继续，题库不变。已经写入的不能取消，只能撤销。',
  access: 'key',
  params: importPath,
  success: accepted,
  errors: ['import_not_found', 'import_conflict'],
});

export const publishImport = defineOperation({
  id: 'publishImport',
  method: 'post',
  path: '/api/v1/imports/{id}/publish',
  tag: '导入导出',
  summary: '发布检查过的导入',
  description:
    '把 dryRun 检查过的文件写入题库。检查之后题库有了任何改动时返回 409 import_outdated：所列的变更可能不再准确，' +
    '请重新检查，或以 force 按现在的题库重新比较并写入。',
  access: 'key',
  params: importPath,
  body: z.strictObject({
    force: z.boolean().default(false).meta({ description: '题库有了改动也发布；默认 false' }),
  }),
  bodyExample: { force: false },
  success: accepted,
  errors: ['import_not_found', 'bank_not_found', 'import_conflict', 'import_outdated'],
});

export const undoImport = defineOperation({
  id: 'undoImport',
  method: 'post',
  path: '/api/v1/imports/{id}/undo',
  tag: '导入导出',
  summary: '撤销导入',
  description:
    '新增的删除，更新的恢复原来的内容，删除的以原编号恢复，一次写入，记入历史。导入之后又有改动的不能撤销：' +
    '返回 409 undo_conflict，details 逐条列出（path 为问题编号）；partial 为 true 时撤销其余的。',
  access: 'key',
  params: importPath,
  body: z.strictObject({
    partial: z.boolean().default(false).meta({ description: '有不能撤销的也撤销其余的；默认 false' }),
  }),
  bodyExample: { partial: false },
  long: true,
  success: {
    status: 200,
    description: '撤销的结果',
    mediaType: 'application/json',
    schema: z.object({
      import: importRecord,
      restored: count.meta({ description: '恢复原状的问题数' }),
      kept: z
        .array(
          z.object({
            questionId: z.string(),
            question: z.string(),
            reason: z.enum(['changed', 'taken']).meta({
              description: 'changed：导入之后又有改动；taken：原来的问题或编号已被另一条使用',
            }),
          }),
        )
        .meta({ description: '保持现状的问题' }),
    }),
    example: { import: { ...example, state: 'undone' }, restored: 508, kept: [] },
  },
  errors: ['import_not_found', 'import_conflict', 'undo_conflict', 'index_memory_exceeded'],
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
    description:
      '原工作簿：有问题的单元格着色并附批注，另有“检查结果”表和“建议修改”列；其他格式的文件转成工作簿',
    mediaType: WORKBOOK_MEDIA_TYPE,
    headers: ['download'],
  },
  errors: ['import_not_found'],
});
