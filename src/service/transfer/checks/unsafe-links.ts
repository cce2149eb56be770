import { quote } from '../rules.ts';
import type { CellCheck, CellFault } from './cell-check.ts';

/** What runs a program in the page that shows it. A word before a colon, as in `JavaScript：语法`, is no link. */
const RUNS_CODE =
  /(?<![a-z])(?:javascript|vbscript):(?=[\w(/%'"&#;\\])[^\s<>"]*|data:(?:text\/html|image\/svg)[^\s<>"]*/i;
/** A link with a scheme other than http and https: `ftp://…`, `file:///…`, `weixin://…`. */
const OTHER_SCHEME = /(?<![a-z])(?!https?:)[a-z][a-z\d+.-]{1,19}:\/\/[^\s，。；、）】”<>"]+/i;
/** A file on a computer or in its network: `\\server\share`, `C:\folder`. */
const LOCAL_FILE = /(?<![\w\\:])(?:\\\\[\w.-]+\\[^\s，。；<>"]+|[A-Za-z]:\\[^\s，。；<>"]*)/;

const CODE_SCHEME = /^(?:javascript|vbscript|data):/i;
const WEB_ADDRESS = /^https?:\/\/[^\s/]/i;

/** Whether an address is one that people outside can open. */
export function isWebAddress(target: string): boolean {
  return WEB_ADDRESS.test(target);
}

/** As `findUnsafeLink`, for the address that a cell leads to. */
export function findUnsafeTarget(target: string): CellFault | null {
  if (isWebAddress(target)) return null;
  const found = `单元格的链接${quote(target)}`;
  return CODE_SCHEME.test(target)
    ? { rule: 'link_dangerous', found: `${found}会运行代码`, mended: null }
    : { rule: 'link_not_web', found: `${found}不是 http 或 https 网址`, mended: null };
}

/** Links that run code, and links that people outside cannot open. */
export const findUnsafeLink: CellCheck = (text, field) => {
  if (field === 'externalId' || !/[:\\]/.test(text)) return null;
  const dangerous = RUNS_CODE.exec(text)?.[0];
  if (dangerous !== undefined)
    return { rule: 'link_dangerous', found: `链接${quote(dangerous)}会运行代码`, mended: null };
  const unreachable = OTHER_SCHEME.exec(text)?.[0] ?? LOCAL_FILE.exec(text)?.[0];
  if (unreachable === undefined) return null;
  return { rule: 'link_not_web', found: `链接${quote(unreachable)}不是 http 或 https 网址`, mended: null };
};
