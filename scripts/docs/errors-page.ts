import { ERROR_TABLE } from '../../src/errors.ts';

/** The table of error codes as Markdown: docs/errors.md. */
export function errorsPage(): string {
  const rows = Object.entries(ERROR_TABLE)
    .toSorted(([, a], [, b]) => a.status - b.status)
    .map(([code, { status, zh, en }]) => `| \`${code}\` | ${status} | ${zh}<br>${en} |`);
  return `${[INTRODUCTION, '| 错误码 Code | 状态 Status | 说明 Message |', '|---|---|---|', ...rows].join('\n')}\n`;
}

const INTRODUCTION = `# 错误码 · Errors

出错时的响应体是 \`{"error": {"code", "message", "requestId", "details"}}\`。程序应依据 \`code\`；\`message\` 给人看，默认中文，\`Accept-Language: en\` 时为英文；\`details\` 逐项指出哪里不对（\`path\`、\`limit\`、\`actual\`、\`expected\`）；\`requestId\` 可在日志中查到。429 与 503 带有 \`Retry-After\`（秒）。

An error is answered with \`{"error": {"code", "message", "requestId", "details"}}\`. Programs go by \`code\`; \`message\` is for people, in Chinese, or in English with \`Accept-Language: en\`; \`details\` name each fault (\`path\`, \`limit\`, \`actual\`, \`expected\`); \`requestId\` finds the request in the log. 429 and 503 come with \`Retry-After\` in seconds.

<!-- Written by scripts/make-docs.ts from src/errors.ts. -->
`;
