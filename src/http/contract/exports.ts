import { CSV_MEDIA_TYPE, NDJSON_MEDIA_TYPE, WORKBOOK_MEDIA_TYPE } from './media-types.ts';
import { defineOperation } from './operation.ts';
import { bankPath } from './parameters.ts';
import { question } from './question-body.ts';

const common = {
  method: 'get',
  tag: '导入导出',
  access: 'key',
  params: bankPath,
  long: true,
  errors: ['bank_not_found', 'export_too_wide'],
} as const;

export const importTemplate = defineOperation({
  id: 'importTemplate',
  method: 'get',
  path: '/api/v1/import-template.xlsx',
  tag: '导入导出',
  summary: '下载导入模板',
  description: '含示例行、下拉选项和填写说明，不需要密钥。',
  success: {
    status: 200,
    description: '工作簿',
    mediaType: WORKBOOK_MEDIA_TYPE,
    headers: ['download'],
  },
});

export const exportWorkbook = defineOperation({
  ...common,
  id: 'exportWorkbook',
  path: '/api/v1/banks/{bank}/export.xlsx',
  summary: '导出为 Excel',
  description: '可原样导回同一题库。',
  success: {
    status: 200,
    description: '工作簿',
    mediaType: WORKBOOK_MEDIA_TYPE,
    headers: ['download'],
  },
});

export const exportCsv = defineOperation({
  ...common,
  id: 'exportCsv',
  path: '/api/v1/banks/{bank}/export.csv',
  summary: '导出为 CSV',
  description: 'UTF-8，可原样导回同一题库。',
  success: { status: 200, description: 'CSV', mediaType: CSV_MEDIA_TYPE, headers: ['download'] },
});

export const exportNdjson = defineOperation({
  ...common,
  id: 'exportNdjson',
  path: '/api/v1/banks/{bank}/export.ndjson',
  summary: '导出为 NDJSON',
  description: '每行一个问题，字段与问题接口相同。',
  success: {
    status: 200,
    description: '每行一个问题',
    mediaType: NDJSON_MEDIA_TYPE,
    schema: question.partial(),
    headers: ['download'],
  },
});
