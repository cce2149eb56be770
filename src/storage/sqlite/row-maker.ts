export type Row = Record<string, unknown>;

/**
 * Makes rows of the lists that a statement gives: as objects the driver takes half as long again to make them. Each is a
 * copy of one that has every name, which is quicker than to add them one by one.
 */
export function rowMaker(columns: readonly { name: string }[]): (list: readonly unknown[]) => Row {
  const names = columns.map(({ name }) => name);
  const empty: Row = Object.fromEntries(names.map((name) => [name, null]));
  return (list) => {
    const row = { ...empty };
    for (let at = 0; at < names.length; at++) row[names[at]!] = list[at];
    return row;
  };
}
