import type { BankAdministration } from '../../service/use-cases/bank-administration.ts';
import type { BankTransfer } from '../../service/use-cases/bank-transfer.ts';
import { exportCsv, exportNdjson, exportWorkbook, importTemplate } from '../contract/exports.ts';
import { importReport } from '../contract/imports.ts';
import { CSV_MEDIA_TYPE, NDJSON_MEDIA_TYPE, WORKBOOK_MEDIA_TYPE } from '../contract/media-types.ts';
import { sendDownload } from '../download.ts';
import { route, type Route, type RouteInput } from '../route.ts';
import type { bankPath } from '../contract/parameters.ts';

/** The routes that give out whole files. */
export function transferRoutes(
  transfer: BankTransfer,
  administration: Pick<BankAdministration, 'findBank'>,
): Route[] {
  return [
    route(importReport, async ({ params: { id }, caller, response }) => {
      const { fileName } = await transfer.findImport(id, caller);
      const download = {
        fileName: `${stem(fileName)}-导入报告.xlsx`,
        mediaType: WORKBOOK_MEDIA_TYPE,
        chunks: transfer.importReport(id, caller),
      };
      await sendDownload(download, response);
      return null;
    }),

    route(importTemplate, async ({ response }) => {
      const chunks = transfer.importTemplate();
      await sendDownload({ fileName: '题库导入模板.xlsx', mediaType: WORKBOOK_MEDIA_TYPE, chunks }, response);
      return null;
    }),

    route(exportWorkbook, exporter('xlsx', WORKBOOK_MEDIA_TYPE)),
    route(exportCsv, exporter('csv', `${CSV_MEDIA_TYPE}; charset=utf-8`)),
    route(exportNdjson, exporter('ndjson', `${NDJSON_MEDIA_TYPE}; charset=utf-8`)),
  ];

  function exporter(format: 'xlsx' | 'csv' | 'ndjson', mediaType: string) {
    return async ({ params, caller, response }: RouteInput<typeof bankPath>): Promise<null> => {
      const { name, title } = await administration.findBank(params.bank, caller);
      const fileName = `${title === '' ? name : title}.${format}`;
      await sendDownload(
        { fileName, mediaType, chunks: transfer.exportBank(name, format, caller) },
        response,
      );
      return null;
    };
  }
}

/** A file name without its extension. */
function stem(fileName: string): string {
  return fileName.replace(/\.[^.]*$/, '');
}
