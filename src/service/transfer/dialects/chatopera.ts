import type { Dialect } from './dialect.ts';

/** Knowledge bases of Chatopera: its own id of every question in the first column. */
export const chatopera: Dialect = {
  name: 'Chatopera',
  marks: ['docid'],
  fields: { docid: 'externalId', post: 'question', replies: 'answer' },
};
