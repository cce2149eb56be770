import type { AppError } from '../errors.ts';
import { unreadable } from './unreadable.ts';

/** Why a file is no workbook that is named like one. */
export function noWorkbook(extension: string): AppError {
  return unreadable(
    `扩展名是 .${extension}，内容却不是 Excel 工作簿；如果是文本表格，请把扩展名改为 .csv，否则请重新另存为 .xlsx`,
    `it ends in .${extension} but is no Excel workbook: name it .csv if it is text, else save it as .xlsx`,
  );
}

/** As `noWorkbook`, for a web page or XML that holds no table. */
export function noTable(extension: string): AppError {
  return unreadable(
    `扩展名是 .${extension}，内容却是网页或 XML；请用 Excel 或 WPS 打开，再另存为 .xlsx`,
    `it ends in .${extension} but is a web page or XML: open it in Excel and save it as .xlsx`,
  );
}
