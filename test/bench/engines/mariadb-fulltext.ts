import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { startMariadb, type Mariadb } from '../../helpers/mariadb.ts';
import { memoryOfTreeMb } from '../service/process-figures.ts';
import type { BenchEngine } from './bench-engine.ts';
import { cutWords } from './words.ts';

const ROWS_A_STATEMENT = 5000;
/** By itself it leaves out words of less than three characters, which most Chinese ones are. */
const OPTIONS = ['--innodb-ft-min-token-size=1', '--innodb-buffer-pool-size=2G'];

let server: Mariadb | undefined;
let connection: Connection | undefined;

/** InnoDB's full-text index over words that are cut already: MariaDB has no parser for Chinese. */
export const mariadbFullText: BenchEngine = {
  async build(questions) {
    server = await startMariadb(OPTIONS);
    connection = await createConnection({ uri: await server.createDatabase() });
    await connection.query('CREATE TABLE bank (id INT PRIMARY KEY, words TEXT NOT NULL) ENGINE = InnoDB');
    for (let from = 0; from < questions.length; from += ROWS_A_STATEMENT) {
      const rows = questions
        .slice(from, from + ROWS_A_STATEMENT)
        .map((question, at) => [from + at, cutWords(question).join(' ')]);
      await connection.query('INSERT INTO bank VALUES ?', [rows]);
    }
    await connection.query('ALTER TABLE bank ADD FULLTEXT (words)');
  },
  prepare: (query) => async () => {
    const [rows] = await connection!.query<(RowDataPacket & { id: number })[]>(
      'SELECT id FROM bank WHERE MATCH (words) AGAINST (?) LIMIT 10',
      [cutWords(query).join(' ')],
    );
    return rows.map(({ id }) => id);
  },
  residentMb: () => memoryOfTreeMb(server!.pid!),
  async close() {
    await connection?.end();
    await server?.stop();
  },
};
