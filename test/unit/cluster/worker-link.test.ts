/**
 * A worker waits for admission, saying that it has started, until it is let in or told to end, also where that was told
 * before.
 */
import cluster from 'node:cluster';
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { SupervisorMessage, WorkerMessage } from '../../../src/cluster/messages.ts';
import { openWorkerLink, type WorkerLink } from '../../../src/cluster/worker-link.ts';

let link: WorkerLink;
let told: WorkerMessage[];
let hear: (message: SupervisorMessage) => void;

beforeEach(() => {
  const line = new EventEmitter();
  told = [];
  hear = (message) => line.emit('message', message);
  const worker = Object.assign(line, {
    isConnected: () => true,
    send: (message: WorkerMessage) => told.push(message),
  });
  const before = cluster.worker;
  Object.assign(cluster, { worker });
  onTestFinished(() => void Object.assign(cluster, { worker: before }));
  link = openWorkerLink(1)!;
});

describe('waiting for admission', () => {
  it('ends when the supervisor lets the worker in', async () => {
    const ending = new AbortController();
    const admitted = link.awaitAdmission(() => true, ending.signal);
    expect(await Promise.race([admitted, sleep(20, 'waiting')])).toBe('waiting');
    expect(told).toEqual([{ kind: 'started', ready: true }]);
    hear({ kind: 'open' });
    await admitted;
  });

  it('ends when the worker is told to end', async () => {
    const ending = new AbortController();
    const admitted = link.awaitAdmission(() => false, ending.signal);
    ending.abort();
    await admitted;
  });

  it('does not begin when the worker was told to end before', async () => {
    expect(
      await Promise.race([link.awaitAdmission(() => true, AbortSignal.abort()), sleep(1000, 'waiting')]),
    ).toBeUndefined();
    expect(told).toEqual([]);
  });
});
