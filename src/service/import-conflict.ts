import { AppError } from '../errors.ts';
import type { ImportState } from './ports/import-store.ts';

/** How the import stands, and the way on. */
const SITUATIONS: Readonly<Record<ImportState, string>> = {
  queued: '还在排队，请等它结束，或先取消它',
  running: '正在进行，请等它结束，或先取消它',
  validated: '只检查过，还没有写入；要写入请发布它',
  scheduled: '在等到点写入；要改时间或立即写入，请先取消，再重新上传文件',
  published: '已经写入；要收回请撤销它',
  failed: '没有成功，什么都没有写入；请按它的 error 改好后重新上传文件',
  cancelled: '已经取消；仍要导入请重新上传文件',
  undone: '已经撤销；仍要导入请重新上传文件',
};

/** `import_conflict`: the import is in a state that does not allow what was asked. */
export function importConflict(state: ImportState): AppError {
  return new AppError('import_conflict', { state, situation: SITUATIONS[state] });
}
