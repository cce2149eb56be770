import {
  MysqlAdapter,
  MysqlIntrospector,
  MysqlQueryCompiler,
  type DatabaseIntrospector,
  type Dialect,
  type Kysely,
} from 'kysely';
import { MysqlDriver, type MysqlDriverOptions } from './mysql-driver.ts';

/** Kysely's MySQL over our driver. */
export class MysqlDialect implements Dialect {
  readonly #options: MysqlDriverOptions;

  constructor(options: MysqlDriverOptions) {
    this.#options = options;
  }

  createDriver(): MysqlDriver {
    return new MysqlDriver(this.#options);
  }

  createQueryCompiler(): MysqlQueryCompiler {
    return new MysqlQueryCompiler();
  }

  createAdapter(): MysqlAdapter {
    return new MysqlAdapter();
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the type that Kysely's interface has
  createIntrospector(db: Kysely<any>): DatabaseIntrospector {
    return new MysqlIntrospector(db);
  }
}
