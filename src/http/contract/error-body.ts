import { z } from 'zod';
import { ERROR_TABLE, type ErrorCode } from '../../errors.ts';

const errorCodes = Object.keys(ERROR_TABLE) as [ErrorCode, ...ErrorCode[]];

/** The body of every error. */
export const errorBody = z
  .object({
    error: z.object({
      code: z.enum(errorCodes).meta({ description: '错误码，含义见 docs/errors.md' }),
      message: z.string().meta({ description: '给人看的说明；默认中文，Accept-Language: en 时为英文' }),
      requestId: z.string().meta({ description: '本次请求的编号，日志里也有' }),
      details: z
        .array(
          z.object({
            path: z.string().meta({ description: '出错的字段或参数', example: 'phrasings.3' }),
            message: z.string().optional(),
            limit: z.union([z.number(), z.string()]).optional().meta({ description: '允许的界限' }),
            actual: z.union([z.number(), z.string()]).optional().meta({ description: '实际收到的' }),
            expected: z.string().optional().meta({ description: '应当是什么' }),
          }),
        )
        .meta({ description: '逐项说明；没有则为空' }),
    }),
  })
  .meta({ id: 'Error', description: '所有错误的统一格式' });

/** The same as it stands inside one line of a bulk result. */
export const lineError = errorBody.shape.error.omit({ requestId: true });

export type ErrorBody = z.infer<typeof errorBody>;
