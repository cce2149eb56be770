import { Option } from 'commander';

/** An option with one or more values. Commander recognises `...` only after Latin names. */
export function listOption(flags: string, description: string): Option {
  const option = new Option(flags, description);
  option.variadic = true;
  return option;
}
