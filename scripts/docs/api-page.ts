import { errorsOf } from '../../src/http/contract/error-groups.ts';
import { operations } from '../../src/http/contract/operations.ts';
import { TAGS, type Operation } from '../../src/http/contract/operation.ts';

/** Conventions, routes and examples of the HTTP API as Markdown: docs/api.md. */
export function apiPage(): string {
  const sections = TAGS.map((tag) => {
    const ofTag = operations.filter((operation) => operation.tag === tag);
    return [`## ${tag}`, '', overview(ofTag), ...ofTag.map(describe)].join('\n\n');
  });
  return `${[INTRODUCTION, ...sections].join('\n\n')}\n`;
}

function overview(ofTag: readonly Operation[]): string {
  const rows = ofTag.map(
    ({ method, path, summary, access }) =>
      `| \`${method.toUpperCase()} ${path}\` | ${summary} | ${access === 'key' ? '要' : '不要'} |`,
  );
  return ['| 地址 Route | 用途 Purpose | 密钥 Key |', '|---|---|---|', ...rows].join('\n');
}

function describe(operation: Operation): string {
  const { method, path, summary, description, success, bodyExample, upload, reads = [] } = operation;
  const parts = [`### ${summary}`, `\`${method.toUpperCase()} ${path}\``];
  if (description !== undefined) parts.push(description);
  const query = Object.entries(operation.query.shape).map(([name, schema]) => {
    const { description: meaning = '' } = schema as { description?: string };
    return `- \`${name}\` ${meaning}`;
  });
  if (query.length > 0) parts.push(`查询参数：\n\n${query.join('\n')}`);
  if (reads.length > 0) parts.push(`请求头：${reads.map((name) => `\`${name}\``).join('、')}`);
  if (bodyExample !== undefined) parts.push(`请求体：\n\n${json(bodyExample)}`);
  if (upload !== undefined) {
    const example = upload.example === undefined ? '' : `\n\n${json(upload.example)}`;
    parts.push(`请求体：\`${upload.mediaType}\`，${upload.description}${example}`);
  }
  const type = success.mediaType === undefined ? '' : `，\`${success.mediaType}\``;
  parts.push(`成功：${success.status} ${success.description}${type}`);
  if (success.example !== undefined) parts.push(json(success.example));
  parts.push(
    `错误：${errorsOf(operation)
      .map((code) => `\`${code}\``)
      .join(' ')}`,
  );
  return parts.join('\n\n');
}

function json(value: unknown): string {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
}

const INTRODUCTION = `# 接口 · HTTP API

机器可读的描述在 \`/openapi.json\`（OpenAPI 3.1），可以试用的页面在 \`/docs\`；三者都由 src/http/contract 生成。错误码见 [errors.md](errors.md)。

The machine-readable description is at \`/openapi.json\` (OpenAPI 3.1), a page to try it out at \`/docs\`; all three come from src/http/contract. Error codes: [errors.md](errors.md).

<!-- Written by scripts/make-docs.ts from src/http/contract. -->

\`\`\`sh
curl -G http://127.0.0.1:8370/api/v1/ask --data-urlencode 'q=农行信用卡怎么还'
curl http://127.0.0.1:8370/api/v1/ask -H 'Content-Type: application/json' -d '{"question": "农行信用卡怎么还"}'
curl http://127.0.0.1:8370/api/v1/banks/finance/imports -H "Authorization: Bearer $KEY" -F file=@题库.xlsx -F dryRun=true
\`\`\`

## 约定

- 前缀 \`/api/v1\`；JSON，UTF-8，字段名用小驼峰。时间是带时区的 ISO 8601，编号是不透明的字符串，置信度为 0–1。
- 未知的查询参数与请求体字段是错误（422 \`invalid_value\`），不会被悄悄忽略；同一参数只能出现一次。
- \`bank\` 指明题库，省略则用默认题库。\`highlights\` 是原问题里以 UTF-16 码元计的半开区间 \`[起, 止)\`，有序且不重叠。
- 列表为 \`{"items": […], "total": n, "limit": n, "offset": n}\`；可用 \`page\`、\`perPage\` 代替 \`offset\`、\`limit\`，不能混用；\`sortBy\` 与 \`order=asc|desc\` 排序；与字段同名的参数用来筛选。\`Link\` 响应头给出 \`first\`、\`prev\`、\`next\`、\`last\`。
- \`X-Request-Id\`：可由客户端给出（64 个以内的 \`A-Za-z0-9._-\`），否则由服务生成；原样返回，并记入日志。
- \`ETag\` 与 \`If-None-Match\`：可缓存的 GET 没有变化时返回 304。\`If-Match\`：写问题时带上它的版本（如 \`"3"\`），已被他人改动则返回 409 \`version_conflict\`。
- \`Idempotency-Key\`：新建用的 POST 可带 1–255 个可见 ASCII 字符；24 小时内重复的请求得到同一响应，用于另一请求则返回 409。
- 搜索类接口的响应头：\`X-Jieda-Bank-Version\` 题库版本；\`X-Jieda-Cache: memory|redis|miss|bypass\`；后端有部分不可用时 \`X-Jieda-Degraded: store, cache\`；\`Server-Timing\` 是分析、检索、排序的毫秒数。
- 管理接口要带 \`Authorization: Bearer <密钥>\`，密钥用 \`jieda key create\` 创建；公开题库的问答不需要。角色 owner 可做一切，不限题库；editor 可修改、reader 只能查询所属的题库，用 \`--bank\` 列出，不写则为全部。
- 上限：请求地址 8 KiB，JSON 请求体 1 MiB，导入文件 50 MiB，处理时间 10 秒（导入、批量写入与导出不限）。`;
