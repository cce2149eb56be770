/**
 * Documents go from thread to thread piece by piece, as they are asked for; whoever gives them learns when no more are
 * wanted.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { DocumentFeed, giveDocuments, PIECES_AHEAD } from '../../../src/compose/document-feed.ts';
import { BARE_DOCUMENT, type QuestionDocument } from '../../../src/engine/index.ts';

const piece = (...ids: string[]): QuestionDocument[] =>
  ids.map((id) => ({ ...BARE_DOCUMENT, id, question: id }));

function connect(pieces: Iterable<readonly QuestionDocument[]>) {
  const { port1: giving, port2: taking } = new MessageChannel();
  const given = giveDocuments(pieces, giving);
  return { given, giving, feed: new DocumentFeed(taking) };
}

it('gives all pieces in their order, few ahead of those that were used', async () => {
  const ids = Array.from({ length: 5 * PIECES_AHEAD }, (_, n) => `id-${n}`);
  let made = 0;
  function* pieces() {
    for (const id of ids) {
      made++;
      yield piece(id);
    }
  }
  const { given, feed } = connect(pieces());
  const met: string[] = [];
  for await (const documents of feed.pieces()) {
    met.push(...documents.map(({ id }) => id));
    expect(made).toBeLessThanOrEqual(met.length + PIECES_AHEAD);
    await turn();
  }
  expect(met).toEqual(ids);
  await Promise.all([given, feed.ended]);
});

it('tells who gives them when the rest is not wanted, or none of it', async () => {
  const left = connect([piece('a'), piece('b'), piece('c')]);
  for await (const documents of left.feed.pieces()) {
    expect(documents).toHaveLength(1);
    break;
  }
  await Promise.all([left.given, left.feed.ended]);

  let made = 0;
  function* never() {
    made++;
    yield piece('a');
  }
  const declined = connect(never());
  declined.feed.closeUnlessTaken();
  await Promise.all([declined.given, declined.feed.ended]);
  expect(made).toBe(0);
});

it('goes on where it was taken', async () => {
  const { given, feed } = connect([piece('a'), piece('b')]);
  const pieces = feed.pieces();
  expect(await pieces.next()).toMatchObject({ done: false, value: [{ id: 'a' }] });
  feed.closeUnlessTaken();
  expect(await pieces.next()).toMatchObject({ done: false, value: [{ id: 'b' }] });
  expect(await pieces.next()).toMatchObject({ done: true });
  await given;
});

it('throws where the other end is gone before the end', async () => {
  const ids = Array.from({ length: 2 * PIECES_AHEAD }, (_, n) => piece(`id-${n}`));
  const { giving, feed } = connect(ids);
  await expect(async () => {
    for await (const documents of feed.pieces()) if (documents[0]?.id === 'id-0') giving.close();
  }).rejects.toThrow('broke off');
});
