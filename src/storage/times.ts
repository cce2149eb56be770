/** The time in a column, whichever way the database gives it back. */
export function toTime(value: Date | string): Date {
  return new Date(value);
}

export function toOptionalTime(value: Date | string | null): Date | null {
  return value === null ? null : new Date(value);
}
