import type { AppError } from '../errors.ts';
import { unreadable } from './unreadable.ts';

const MARKUP = /^(?:\u00ef\u00bb\u00bf)?\s*<(?:\?xml|!doctype|html|head|meta|style|table|div)\b/i;
const BEGINNING_BYTES = 256;

/** Why a file is no workbook that is named like one. Many systems give web pages out so, and spreadsheets open them. */
export function noWorkbook(extension: string, bytes: Uint8Array): AppError {
  const beginning = Buffer.from(bytes.subarray(0, BEGINNING_BYTES)).toString('latin1');
  if (MARKUP.test(beginning)) {
    return unreadable(
      `扩展名是 .${extension}，内容却是网页或 XML；请用 Excel 或 WPS 打开，再另存为 .xlsx`,
      `it ends in .${extension} but is a web page or XML: open it in Excel and save it as .xlsx`,
    );
  }
  return unreadable(
    `扩展名是 .${extension}，内容却不是 Excel 工作簿；如果是文本表格，请把扩展名改为 .csv，否则请重新另存为 .xlsx`,
    `it ends in .${extension} but is no Excel workbook: name it .csv if it is text, else save it as .xlsx`,
  );
}
