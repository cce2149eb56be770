import { defineOperation } from './operation.ts';
import { bankPath } from './parameters.ts';
import { question } from './question-body.ts';

const common = {
  method: 'get',
  tag: '导入导出',
  access: 'key',
  params: bankPath,
  long: true,
  errors: ['bank_not_found'],
} as const;

export const exportWorkbook = defineOperation({
  ...common,
  id: 'exportWorkbook',
  path: '/api/v1/banks/{bank}/export.xlsx',
  summary: '导出为 Excel',
  description: '可原样导回同一题库。',
  success: {
    status: 200,
    description: '工作簿',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    headers: ['download'],
  },
});

export const exportCsv = defineOperation({
  ...common,
  id: 'exportCsv',
  path: '/api/v1/banks/{bank}/export.csv',
  summary: '导出为 CSV',
  description: 'UTF-8，可原样导回同一题库。',
  success: { status: 200, description: 'CSV', mediaType: 'text/csv', headers: ['download'] },
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
    mediaType: 'application/x-ndjson',
    schema: question.partial(),
    headers: ['download'],
  },
});
