import { isSettled } from '../../service/transfer/is-settled.ts';
import type { ImportStatus } from '../../service/ports/import-store.ts';
import type { BankTransfer } from '../../service/use-cases/bank-transfer.ts';
import { createFormReader } from '../body/uploaded-file.ts';
import { checkInput } from '../check-input.ts';
import { listImportChanges } from '../contract/import-changes.ts';
import {
  cancelImport,
  createImport,
  findImport,
  followImport,
  importFields,
  publishImport,
  undoImport,
} from '../contract/imports.ts';
import { LIST_PAGING, pageOf } from '../contract/paging.ts';
import { sendEvents, type ServerSentEvent } from '../event-stream.ts';
import type { Once } from '../idempotency.ts';
import type { Language } from '../../said.ts';
import { listReply } from '../list-reply.ts';
import { jsonReply, type Reply } from '../reply.ts';
import { route, type Route } from '../route.ts';
import { presentImport, presentImportChange } from './present-import.ts';

/** The routes of imports: files that become changes of a bank. */
export function importRoutes(
  transfer: BankTransfer,
  settings: { maxImportBytes: number },
  once: Once,
): Route[] {
  const readForm = createFormReader(settings.maxImportBytes);
  return [
    route(createImport, async ({ params: { bank }, caller, language, request, response }) => {
      const { fileName, bytes, fields } = await readForm(request, response);
      const { publishAt = null, ...others } = checkInput(importFields, fields);
      const options = { ...others, publishAt };
      const content = [JSON.stringify([fileName, options]), bytes];
      return once({ request, caller, content }, async () => {
        const record = await transfer.submitImport({ bank, fileName, bytes, ...options }, caller);
        return accepted(record, language);
      });
    }),

    route(findImport, async ({ params, caller, language }) =>
      jsonReply(presentImport(await transfer.findImport(params.id, caller), language)),
    ),

    route(followImport, async ({ params, caller, language, response }) => {
      await sendEvents(response, (signal) =>
        toEvents(transfer.followImport(params.id, caller, signal), language),
      );
      return null;
    }),

    route(listImportChanges, async ({ params, query, caller, request }) => {
      const page = pageOf(query, LIST_PAGING);
      const { items, total } = await transfer.listImportChanges(params.id, query.kind, page, caller);
      return listReply(items.map(presentImportChange), total, page, request);
    }),

    route(cancelImport, async ({ params, caller, language }) =>
      accepted(await transfer.cancelImport(params.id, caller), language),
    ),

    route(publishImport, async ({ params, body: { force }, caller, language }) =>
      accepted(await transfer.publishImport(params.id, { force }, caller), language),
    ),

    route(undoImport, async ({ params, body: { partial }, caller, language }) => {
      const undone = await transfer.undoImport(params.id, { partial }, caller);
      return jsonReply({ ...undone, import: presentImport(undone.import, language) });
    }),
  ];
}

function accepted(record: ImportStatus, language: Language): Reply {
  return jsonReply(presentImport(record, language), {
    status: 202,
    location: `/api/v1/imports/${record.id}`,
  });
}

async function* toEvents(
  states: AsyncIterable<ImportStatus>,
  language: Language,
): AsyncGenerator<ServerSentEvent> {
  for await (const status of states) {
    yield { event: isSettled(status) ? 'end' : 'progress', data: presentImport(status, language) };
  }
}
