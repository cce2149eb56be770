import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { reasonOf, type Finding } from './finding.ts';

/** A full disk still makes folders and empty files. */
const PROBE_BYTES = 64 * 1024;

/** Whether the data folder is there, or can be made, and can be written. */
export function checkDataFolder(folder: string): Finding {
  const part = '数据文件夹';
  const full = path.resolve(folder);
  try {
    mkdirSync(full, { recursive: true });
    writeProbe(full);
    return { part, state: 'good', message: `${full} 可写` };
  } catch (error) {
    const advice = '让运行 jieda 的用户可写这个文件夹，腾出磁盘空间，或用 JIEDA_DATA_DIR 指定另一个';
    return { part, state: 'fault', message: `${full} 不可写：${reasonOf(error)}`, advice };
  }
}

function writeProbe(folder: string): void {
  const probe = mkdtempSync(path.join(folder, 'doctor-'));
  try {
    writeFileSync(path.join(probe, 'probe'), new Uint8Array(PROBE_BYTES));
  } finally {
    rmSync(probe, { recursive: true });
  }
}
