import { scanHtml } from './html-scanner.ts';
import { HtmlTable } from './html-table.ts';
import { budgetOf, type ReadingBudget } from './sheet-builder.ts';

/** Tables in tables in tables: pages nest a few. */
const DEEPEST = 20;

/** The tables of a page in their order, also those that stand in cells of others. @throws AppError beyond the limits */
export function htmlTables(html: string, limits: ReadingBudget['limits']): HtmlTable[] {
  const budget = budgetOf(limits);
  const tables: HtmlTable[] = [];
  const open: HtmlTable[] = [];
  let tooDeep = 0;
  scanHtml(html, {
    open(name, attributes) {
      if (name !== 'table') open.at(-1)?.open(name, attributes);
      else if (open.length === DEEPEST) tooDeep++;
      else {
        const table = new HtmlTable(attributes, budget);
        tables.push(table);
        open.push(table);
      }
    },
    close(name) {
      if (name !== 'table') open.at(-1)?.close(name);
      else if (tooDeep > 0) tooDeep--;
      else open.pop()?.end();
    },
    text(text) {
      if (tooDeep === 0) open.at(-1)?.text(text);
    },
  });
  for (const table of open) table.end();
  return tables;
}
