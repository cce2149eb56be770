/**
 * Documents go from thread to thread piece by piece, as they are asked for; whoever gives them learns when no more are
 * wanted.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import { expect, it } from 'vitest';
import {
  DocumentFeed,
  DocumentSource,
  PIECES_AHEAD,
  type FeedRequest,
} from '../../../src/compose/document-feed.ts';
import { BARE_DOCUMENT, type QuestionDocument } from '../../../src/engine/index.ts';

const piece = (...ids: string[]): QuestionDocument[] =>
  ids.map((id) => ({ ...BARE_DOCUMENT, id, question: id }));

function connect(pieces: Iterable<readonly QuestionDocument[]>) {
  const { port1: here, port2: there } = new MessageChannel();
  const source = new DocumentSource(pieces);
  const feed = new DocumentFeed(here);
  const requests: FeedRequest[] = [];
  there.on('message', (request: FeedRequest) => {
    requests.push(request);
    const answer = source.answer(request);
    if (answer !== null) there.postMessage(answer);
  });
  here.on('message', (documents: QuestionDocument[]) => {
    feed.receive(documents);
  });
  const close = (): void => {
    here.close();
    feed.break();
  };
  return { source, feed, requests, close };
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
  const { source, feed, close } = connect(pieces());
  const met: string[] = [];
  for await (const documents of feed.pieces()) {
    met.push(...documents.map(({ id }) => id));
    expect(made).toBeLessThanOrEqual(met.length + PIECES_AHEAD);
    await turn();
  }
  expect(met).toEqual(ids);
  await source.taken;
  close();
});

it('tells the source when the rest is not wanted, or none of it', async () => {
  const left = connect([piece('a'), piece('b'), piece('c')]);
  for await (const documents of left.feed.pieces()) {
    expect(documents).toHaveLength(1);
    break;
  }
  await left.source.taken;
  left.close();

  const declined = connect([piece('a')]);
  declined.feed.declineUnlessTaken();
  await declined.source.taken;
  expect(declined.requests).toEqual(['enough']);
  declined.close();
});

it('throws where the source is gone before the end', async () => {
  const { feed, close } = connect([piece('a'), piece('b')]);
  await expect(async () => {
    for await (const documents of feed.pieces()) if (documents[0]?.id === 'a') close();
  }).rejects.toThrow('broke off');
});
