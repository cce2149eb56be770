import { RULES } from '../../src/service/transfer/rules.ts';

/** The table of what imports find as Markdown: docs/import-rules.md. */
export function importRulesPage(): string {
  const rows = Object.entries(RULES).map(([rule, { level, expected }]) => {
    return `| \`${rule}\` | ${level === 'error' ? '未导入 error' : '提醒 warning'} | ${expected} |`;
  });
  return `${[INTRODUCTION, '| 规则 Rule | 级别 Level | 应该怎样 Expected |', '|---|---|---|', ...rows].join('\n')}\n`;
}

const INTRODUCTION = `# 导入检查的规则 · Rules of imports

导入时逐行检查。\`error\` 使这一行不被导入，其余照常；\`warning\` 只是提醒，这一行已导入。每处发现都有工作表、行、列、单元格（如 \`B7\`）、发现了什么（\`found\`）、应该怎样（\`expected\`），能由程序改好的还有整个单元格的新内容（\`fix\`）。

Every row is judged. An \`error\` keeps its row out and no other; a \`warning\` lets it in. Each finding has sheet, row, column, cell (\`B7\`), what was \`found\`, what was \`expected\`, and where a program can tell, what the whole cell could hold instead (\`fix\`).

<!-- Written by scripts/make-docs.ts from src/service/transfer/rules.ts. -->
`;
