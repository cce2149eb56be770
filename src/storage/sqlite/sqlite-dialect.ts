import {
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseIntrospector,
  type Dialect,
  type Kysely,
} from 'kysely';
import { SqliteDriver, type LentConnection } from './sqlite-driver.ts';

/** Kysely's SQLite over one connection. */
export class SqliteDialect implements Dialect {
  readonly #connection: LentConnection;

  constructor(connection: LentConnection) {
    this.#connection = connection;
  }

  createDriver(): SqliteDriver {
    return new SqliteDriver(this.#connection);
  }

  createQueryCompiler(): SqliteQueryCompiler {
    return new UnlockedQueryCompiler();
  }

  createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the type that Kysely's interface has
  createIntrospector(db: Kysely<any>): DatabaseIntrospector {
    return new SqliteIntrospector(db);
  }
}

/** Leaves `for update` out: a write transaction has locked the whole database already. */
class UnlockedQueryCompiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(): void {
    // Nothing to write.
  }
}

/** Migrations run in one write transaction, which also keeps other processes from migrating meanwhile. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
