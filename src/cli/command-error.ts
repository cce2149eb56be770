/** The command was given wrongly, or could not be done. */
export const EXIT_USAGE = 2;
/** The command ran and found something wrong. */
export const EXIT_FINDINGS = 1;

/** A command was for a service that does not run. */
export const EXIT_NOT_RUNNING = 3;

/** Ends a command with a message in Chinese (null: it has said everything) and an exit code. */
export class CommandError extends Error {
  readonly exitCode: number;
  readonly text: string | null;

  constructor(text: string | null, exitCode = EXIT_USAGE) {
    super(text ?? '');
    this.name = 'CommandError';
    this.text = text;
    this.exitCode = exitCode;
  }
}
