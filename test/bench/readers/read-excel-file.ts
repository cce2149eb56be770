import readWorkbook from 'read-excel-file/node';
import type { Reader } from './reader.ts';

export const read: Reader = async (file) => {
  const [sheet] = await readWorkbook(file);
  return sheet!.data.length;
};
