import type { LogFields, Logger } from '../../src/service/ports/logger.ts';

export interface RecordedLine {
  level: 'info' | 'warn' | 'error';
  message: string;
  fields: LogFields;
}

/** A logger that keeps its lines, so that tests can count them. */
export function recordingLogger(): Logger & { readonly lines: RecordedLine[] } {
  const lines: RecordedLine[] = [];
  const record = (level: RecordedLine['level']) => (fields: LogFields, message: string) => {
    lines.push({ level, message, fields });
  };
  return { lines, info: record('info'), warn: record('warn'), error: record('error') };
}
