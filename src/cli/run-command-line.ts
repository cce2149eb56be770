import { createProgram } from './create-program.ts';
import { describeFailure } from './describe-failure.ts';
import type { Runtime } from './runtime.ts';

/**
 * Runs one command to its end. Never rejects.
 * @param args without the program's name
 * @param showStacks whether unexpected errors show where they come from; asked after the command has run
 * @returns exit code
 */
export async function runCommandLine(
  args: readonly string[],
  runtime: Runtime,
  showStacks: () => boolean,
): Promise<number> {
  try {
    await createProgram(runtime).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    const { text, exitCode } = describeFailure(error);
    if (text !== null) runtime.terminal.note(text);
    if (text !== null && showStacks() && error instanceof Error) runtime.terminal.note(error.stack ?? '');
    return exitCode;
  }
}
