import { inLanguage, type Language, type Said } from './said.ts';

/**
 * Every error a caller can meet: its code, its HTTP status and its message in Chinese and English.
 * `{name}` in a message is filled from the error's parameters. docs/errors.md is generated from this table.
 */
export const ERROR_TABLE = {
  malformed_json: { status: 400, zh: '内容不是合法的 JSON', en: 'The content is not valid JSON' },
  malformed_request: { status: 400, zh: '请求格式有误：{reason}', en: 'Malformed request: {reason}' },
  unauthenticated: { status: 401, zh: '缺少或无效的访问密钥', en: 'Missing or invalid API key' },
  forbidden: { status: 403, zh: '此密钥无权执行该操作', en: 'This key may not do that' },
  route_not_found: { status: 404, zh: '没有这个地址：{path}', en: 'No such route: {path}' },
  method_not_allowed: {
    status: 405,
    zh: '此地址不支持 {method} 方法',
    en: 'Method {method} is not allowed here',
  },
  bank_not_found: { status: 404, zh: '没有名为“{bank}”的题库', en: 'No bank named "{bank}"' },
  question_not_found: { status: 404, zh: '没有编号为“{id}”的问题', en: 'No question with id "{id}"' },
  import_not_found: { status: 404, zh: '没有编号为“{id}”的导入', en: 'No import with id "{id}"' },
  adaptation_not_found: {
    status: 404,
    zh: '题库“{bank}”还没有学习过，或没有可撤销的学习结果',
    en: 'Bank "{bank}" has not been adapted, or has no adaptation to take back',
  },
  not_acceptable: { status: 406, zh: '无法提供所要求的格式', en: 'Cannot produce the requested format' },
  bank_exists: { status: 409, zh: '题库“{bank}”已存在', en: 'Bank "{bank}" already exists' },
  duplicate_question: {
    status: 409,
    zh: '题库里已有同样的问题：“{question}”（编号 {id}）',
    en: 'The bank already has this question: "{question}" (id {id})',
  },
  duplicate_external_id: {
    status: 409,
    zh: '外部编号“{externalId}”已被使用（编号 {id}）',
    en: 'External id "{externalId}" is already in use (id {id})',
  },
  version_conflict: {
    status: 409,
    zh: '内容已被他人修改：当前版本 {current}，提交基于版本 {expected}',
    en: 'The entry has moved on: it is at version {current}, the write was based on {expected}',
  },
  import_conflict: {
    status: 409,
    zh: '现在不能这样做：这次导入{situation}',
    en: 'The import is in state "{state}", which does not allow this',
  },
  import_outdated: {
    status: 409,
    zh: '检查之后题库有了改动（版本 {seen} → {current}）；请重新检查，或用 force 按现在的题库发布',
    en: 'The bank has changed since the check (version {seen} → {current}); check again, or publish with force',
  },
  export_too_wide: {
    status: 409,
    zh: '附加字段有 {names} 种，表格最多容纳 {limit} 种，请导出为 .ndjson',
    en: 'The bank has {names} kinds of extra fields, a table holds at most {limit}; export it as .ndjson',
  },
  adaptation_conflict: {
    status: 409,
    zh: '题库“{bank}”正在学习，请等它结束',
    en: 'Bank "{bank}" is being adapted, wait until that has ended',
  },
  undo_conflict: {
    status: 409,
    zh: '导入之后有 {count} 条又有了改动，不能撤销；用 partial 可撤销其余的',
    en: '{count} entries have changed since the import and cannot be undone; partial undoes the others',
  },
  idempotency_conflict: {
    status: 409,
    zh: '此 Idempotency-Key 已用于另一请求',
    en: 'This Idempotency-Key was used for a different request',
  },
  idempotency_in_progress: {
    status: 409,
    zh: '带此 Idempotency-Key 的请求仍在处理中，请稍后再试',
    en: 'A request with this Idempotency-Key is still being processed, try again later',
  },
  body_too_large: {
    status: 413,
    zh: '请求体最大 {limit} 字节',
    en: 'The request body may have at most {limit} bytes',
  },
  url_too_long: {
    status: 414,
    zh: '请求地址最长 {limit} 字节',
    en: 'The URL may have at most {limit} bytes',
  },
  unsupported_media_type: {
    status: 415,
    zh: '不支持的内容类型“{actual}”，应为 {expected}',
    en: 'Unsupported content type "{actual}", expected {expected}',
  },
  unsupported_encoding: {
    status: 415,
    zh: '请求体不能压缩：Content-Encoding 是“{actual}”，请不压缩地发送',
    en: 'The request body must not be compressed: Content-Encoding is "{actual}"; send it as it is',
  },
  invalid_value: { status: 422, zh: '参数有误：{reason}', en: 'Invalid value: {reason}' },
  question_empty: {
    status: 422,
    zh: '问题里没有可以查找的文字',
    en: 'The question has no text to search for',
  },
  question_too_long: {
    status: 422,
    zh: '问题最长 {limit} 个字，收到 {actual} 个字',
    en: 'A question may have at most {limit} characters, got {actual}',
  },
  workbook_unreadable: { status: 422, zh: '无法读取文件：{reason}', en: 'The file cannot be read: {reason}' },
  workbook_columns_missing: {
    status: 422,
    zh: '没有找到必需的列：{columns}。表头应包含“问题”和“答案”',
    en: 'Required columns not found: {columns}. The header must name a question and an answer column',
  },
  workbook_columns_repeated: {
    status: 422,
    zh: '工作表“{sheet}”里有两个内容不同的“{column}”列，请只保留一列；如果是左右并排的两张表，请把右边的移到左边的下面',
    en: 'Sheet "{sheet}" has two columns "{column}" with different contents; keep one of them, or move a table that stands beside another below it',
  },
  import_rejected: {
    status: 422,
    zh: '有 {rejected} 行没有通过检查；严格方式下什么都没有导入',
    en: '{rejected} rows were rejected; in strict mode nothing is imported then',
  },
  import_empty: {
    status: 422,
    zh: '文件里没有一行可以导入的问题；replace 方式会因此清空题库，所以什么都没有写入',
    en: 'The file has no question to import; mode replace would empty the bank, so nothing was written',
  },
  import_abandoned: {
    status: 500,
    zh: '处理这次导入时连续 {attempts} 次中断或出错，不再重试；原因见服务日志',
    en: 'Work on this import was interrupted or failed {attempts} times and was given up; the log of the service says why',
  },
  adaptation_impossible: {
    status: 422,
    zh: '可供学习的问法太少：至少要 {least} 条，现有 {actual} 条。请先添加相似问法',
    en: 'Too few wordings to learn from: at least {least} are needed, there are {actual}. Add phrasings first',
  },
  too_many_requests: { status: 429, zh: '请求太频繁，请稍后再试', en: 'Too many requests, try again later' },
  internal: { status: 500, zh: '服务内部错误，请稍后再试', en: 'Internal error, try again later' },
  store_unavailable: {
    status: 503,
    zh: '数据库暂时不可用，请稍后再试',
    en: 'The database is unavailable, try again later',
  },
  not_ready: { status: 503, zh: '服务正在启动，请稍后再试', en: 'The service is starting, try again later' },
  service_unavailable: {
    status: 503,
    zh: '服务暂时不可用，请稍后再试',
    en: 'The service is unavailable, try again later',
  },
  index_memory_exceeded: {
    status: 507,
    zh: '索引放不下：约需要内存 {actual} MB，上限 {limit} MB（JIEDA_INDEX_MEMORY_MB）；请删减问题，或调高上限',
    en: 'The index has no room: it would need about {actual} MB of memory, the limit is {limit} MB (JIEDA_INDEX_MEMORY_MB); remove questions or raise the limit',
  },
  timeout: { status: 503, zh: '处理超时，请稍后再试', en: 'The request took too long, try again later' },
} as const satisfies Record<string, { status: number; zh: string; en: string }>;

export type ErrorCode = keyof typeof ERROR_TABLE;

/** One fault of the input: where it is, and what was found against what is allowed. */
export interface ErrorDetail {
  /** Path of the field, such as `question` or `phrasings.3`. */
  path: string;
  message?: Said;
  limit?: number | string;
  actual?: number | string;
  expected?: Said | string;
}

export type ErrorParameters = Readonly<Record<string, string | number | Said>>;

/** An error meant for the caller. Anything else that is thrown becomes `internal` at the door. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly parameters: ErrorParameters;
  readonly details: readonly ErrorDetail[];

  constructor(
    code: ErrorCode,
    parameters: ErrorParameters = {},
    options: { details?: readonly ErrorDetail[]; cause?: unknown } = {},
  ) {
    super(
      describeError(code, parameters, 'en'),
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.name = 'AppError';
    this.code = code;
    this.parameters = parameters;
    this.details = options.details ?? [];
  }
}

/** The message of an error in one language. Unknown parameters stay visible as `{name}`. */
export function describeError(code: ErrorCode, parameters: ErrorParameters, language: Language): string {
  return ERROR_TABLE[code][language].replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    inLanguage(parameters[name] ?? placeholder, language),
  );
}
