/** The database was upgraded by a newer version of this program. */
export class NewerSchemaError extends Error {
  /** A migration that this version does not know. */
  readonly migration: string;

  constructor(migration: string) {
    super(`The schema is newer than this program, which does not know ${migration}`);
    this.name = 'NewerSchemaError';
    this.migration = migration;
  }
}
