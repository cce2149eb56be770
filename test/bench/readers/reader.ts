/** A library that reads a file whole. @returns how many rows it gave, the header among them */
export type Reader = (file: string) => Promise<number>;

/** By the name that the figures have; what each can read. */
export const READERS: Readonly<Record<string, { formats: readonly string[]; load: () => Promise<Reader> }>> =
  {
    Jieda: {
      formats: ['xlsx', 'csv'],
      load: async () => (await import('./jieda.ts')).read,
    },
    'Jieda in its thread': {
      formats: ['xlsx', 'csv'],
      load: async () => (await import('./jieda.ts')).readInThread,
    },
    SheetJS: {
      formats: ['xlsx', 'csv'],
      load: async () => (await import('./sheetjs.ts')).read,
    },
    exceljs: {
      formats: ['xlsx', 'csv'],
      load: async () => (await import('./exceljs.ts')).read,
    },
    'exceljs, streaming': {
      formats: ['xlsx'],
      load: async () => (await import('./exceljs.ts')).readStreaming,
    },
    'read-excel-file': {
      formats: ['xlsx'],
      load: async () => (await import('./read-excel-file.ts')).read,
    },
  };
