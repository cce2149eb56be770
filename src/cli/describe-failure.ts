import { CommanderError } from 'commander';
import { ConfigError } from '../config/config-error.ts';
import { AppError, describeError } from '../errors.ts';
import { NewerSchemaError } from '../service/ports/newer-schema-error.ts';
import { CommandError, EXIT_USAGE } from './command-error.ts';

/** How a command ends that threw. */
export interface Failure {
  /** In Chinese; null: nothing more to say. */
  text: string | null;
  exitCode: number;
}

/** What to tell the person at the terminal about anything that a command may throw. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof CommandError) return error;
  if (error instanceof CommanderError) return describeUsage(error);
  return { text: describe(error), exitCode: EXIT_USAGE };
}

function describe(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof AppError) return describeAppError(error);
  if (error instanceof NewerSchemaError)
    return `数据库的结构比这个程序新（它不认识 ${error.migration}）：请用升级后的版本，或停止所有实例后恢复升级前的备份`;
  if (!(error instanceof Error)) return `出错了：${String(error)}`;
  return describeListening(error) ?? `出错了：${error.message}`;
}

/** Why the port cannot be had; null: the error is another. */
function describeListening(error: NodeJS.ErrnoException): string | null {
  if (error.syscall !== 'listen' && error.syscall !== 'bind') return null;
  if (error.code === 'EADDRINUSE') return '端口已被占用：停掉占用它的程序，或用 JIEDA_PORT 换一个端口';
  if (error.code === 'EACCES') return '没有权限监听这个端口：用 JIEDA_PORT 换一个 1024 以上的端口';
  return `无法监听 JIEDA_HOST 和 JIEDA_PORT 指定的地址：${error.message}`;
}

function describeAppError(error: AppError): string {
  const { code, parameters, details } = error;
  if (code === 'store_unavailable') return describeStoreFailure(error);
  const more = details.flatMap(({ path, message }) =>
    message === undefined ? [] : [`  ${path}：${message.zh}`],
  );
  return [describeError(code, parameters, 'zh'), ...more].join('\n');
}

/** Who sits at the terminal can mend it, and is told what the driver said, unlike those who ask over HTTP. */
function describeStoreFailure({ cause }: AppError): string {
  const reason = cause instanceof Error ? `：${cause.message}` : '：没有及时应答';
  return `数据库不可用${reason}\n用 jieda doctor 检查配置和数据库`;
}

/** Commander's own messages are English: the quoted part is kept, the rest said anew. */
function describeUsage({ code, exitCode, message }: CommanderError): Failure {
  if (exitCode === 0) return { text: null, exitCode: 0 };
  const quoted = /'([^']*)'/.exec(message)?.[1] ?? '';
  const suggestion = /Did you mean (?:one of )?(.*)\?/.exec(message)?.[1];
  const hint = suggestion === undefined ? '' : `，是不是 ${suggestion}？`;
  const texts: Readonly<Record<string, string>> = {
    'commander.unknownCommand': `没有“${quoted}”这个命令${hint}`,
    'commander.unknownOption': `没有“${quoted}”这个选项${hint}`,
    'commander.missingArgument': `缺少参数 <${quoted}>`,
    'commander.optionMissingArgument': `选项“${quoted}”缺少取值`,
    'commander.missingMandatoryOptionValue': `缺少必需的选项“${quoted}”`,
    'commander.invalidArgument': `选项“${quoted}”的取值有误${describeValue(message)}`,
    'commander.excessArguments': '参数太多；含空格的文字请用引号括起来',
  };
  if (code === 'commander.help') return { text: null, exitCode: EXIT_USAGE };
  return { text: `${texts[code] ?? message}\n用 jieda --help 查看用法`, exitCode: EXIT_USAGE };
}

/** What was given, and what may be: choices are told by commander, all else by the option itself, in Chinese. */
function describeValue(message: string): string {
  const [, value = '', rest = ''] = / argument '(.*)' is invalid\.(?: (.*))?$/s.exec(message) ?? [];
  const choices = /^Allowed choices are (.*)\.$/.exec(rest)?.[1];
  const expected = choices === undefined ? rest : `应为 ${choices.replaceAll(', ', '、')} 之一`;
  return `：收到“${value}”${expected === '' ? '' : `，${expected}`}`;
}
