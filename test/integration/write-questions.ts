import { openStore } from '../../src/storage/index.ts';
import { add, addAll } from '../contract/store-fixtures.ts';

// Adds questions to a SQLite file, each in a transaction of its own: FILE BANK PREFIX COUNT.

const [file, bank, prefix, count] = process.argv.slice(2) as [string, string, string, string];
const store = openStore({ sqliteFile: file });
for (let n = 0; n < Number(count); n++) await addAll(store, bank, add(`${prefix}${n}`));
await store.close();
