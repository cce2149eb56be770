import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ERROR_TABLE } from '../../../src/errors.ts';
import { operations } from '../../../src/http/contract/operations.ts';

const page = (name: string) => readFileSync(path.join(import.meta.dirname, '../../../docs', name), 'utf8');

it('docs/errors.md has every code of the table, and no other', () => {
  const codes = [...page('errors.md').matchAll(/^\| `(\w+)`/gm)].map(([, code]) => code!);
  expect(codes.toSorted()).toEqual(Object.keys(ERROR_TABLE).toSorted());
});

it('docs/api.md has every route, and no other', () => {
  const routes = [...page('api.md').matchAll(/^`([A-Z]+ \/\S*)`$/gm)].map(([, route]) => route!);
  const expected = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  expect(routes.toSorted()).toEqual(expected.toSorted());
});
