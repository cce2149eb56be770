import { z } from 'zod';
import { IMPORT_CHANGE_KINDS } from '../../service/ports/import-store.ts';
import { importPath } from './imports.ts';
import { defineOperation } from './operation.ts';
import { checkPaging, LIST_PAGING, listOf, pagingParameters } from './paging.ts';

const textDiff = z
  .array(z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() }))
  .meta({ description: '逐字的差别：依次连接 same 与 removed 得到旧文，same 与 added 得到新文' });

const change = z
  .object({
    kind: z.enum(IMPORT_CHANGE_KINDS),
    questionId: z.string().nullable().meta({ description: '题库里的问题；被拒绝且题库里没有时为 null' }),
    question: z.string(),
    sheet: z.string().nullable().meta({ description: '工作表；不在文件里的（removed）为 null' }),
    row: z.int().min(1).nullable(),
    fields: z
      .array(
        z.object({
          field: z.string().meta({ example: 'answer' }),
          before: z.unknown().meta({ description: '改动前；新增时为 null' }),
          after: z.unknown().meta({ description: '改动后；删除时为 null' }),
          diff: textDiff.optional(),
        }),
      )
      .meta({ description: '有变化的字段；问题与答案的改动附逐字差别' }),
  })
  .meta({ id: 'ImportChange' });

export type ImportChangeView = z.output<typeof change>;

export const listImportChanges = defineOperation({
  id: 'listImportChanges',
  method: 'get',
  path: '/api/v1/imports/{id}/changes',
  tag: '导入导出',
  summary: '查看导入的变更',
  description: '检查过的导入将怎样改动题库，或发布的导入改动了什么；按文件里的顺序。变更清单保留 30 天。',
  access: 'key',
  params: importPath,
  query: z
    .strictObject({
      kind: z.enum(IMPORT_CHANGE_KINDS).meta({
        description: 'added 新增；updated 更新；removed 删除；unchanged 未变；rejected 拒绝',
        example: 'updated',
      }),
      ...pagingParameters(LIST_PAGING),
    })
    .superRefine(checkPaging(LIST_PAGING)),
  success: {
    status: 200,
    description: '变更',
    mediaType: 'application/json',
    schema: listOf(change),
    headers: ['etag', 'link'],
    example: {
      items: [
        {
          kind: 'updated',
          questionId: '01JQ3Z7T5X0000000000000001',
          question: '信用卡年费是多少？',
          sheet: '信用卡',
          row: 17,
          fields: [
            {
              field: 'answer',
              before: '每年100元。',
              after: '每年120元。',
              diff: [
                { kind: 'same', text: '每年1' },
                { kind: 'removed', text: '0' },
                { kind: 'added', text: '2' },
                { kind: 'same', text: '0元。' },
              ],
            },
          ],
        },
      ],
      total: 1,
      limit: 20,
      offset: 0,
    },
  },
  errors: ['import_not_found', 'import_conflict'],
});
