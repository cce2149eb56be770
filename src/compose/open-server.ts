import path from 'node:path';
import type { Logger } from 'pino';
import type { WorkerLink } from '../cluster/worker-link.ts';
import type { Config } from '../config/config.ts';
import type { Mount } from '../http/http-options.ts';
import type { RunningServer } from '../http/listen.ts';
import { VERSION } from '../version.ts';
import type { Application } from './open-application.ts';
import { systemClock as clock } from './system-clock.ts';

const WEB_FOLDER = path.join(import.meta.dirname, '../../dist/web');

/**
 * Listens at the configured address. Rejects when the port cannot be had.
 * @param link where this process is a worker
 */
export async function openServer(
  config: Config,
  application: Application,
  logger: Logger,
  link: WorkerLink | null = null,
): Promise<RunningServer> {
  const { createApp } = await import('../http/create-app.ts');
  const { listen } = await import('../http/listen.ts');
  const { corsOrigins, maxBodyBytes, maxImportBytes, requestTimeoutMs, trustProxy, metrics, logQueries } =
    config;
  const { services, store } = application;
  const perMinute = config.rateLimitPerMinute;
  const app = createApp(services, {
    logger,
    idempotency: store,
    version: VERSION,
    corsOrigins,
    maxBodyBytes,
    maxImportBytes,
    requestTimeoutMs,
    trustProxy: trustProxy.length > 0 && trustProxy.join(','),
    webRoot: WEB_FOLDER,
    metrics,
    logQueries,
    rateLimit: perMinute === 0 ? null : { perSecond: perMinute / 60, burst: perMinute },
    siblings: link,
    mounts: await openWechat(config, application, logger),
  });
  return listen(app, { host: config.host, port: config.port });
}

/** The webhook of the official accounts; nothing where there are none. */
async function openWechat(
  { wechatAccounts, defaultBank }: Config,
  { services, conversations }: Application,
  logger: Logger,
): Promise<Mount[]> {
  if (wechatAccounts === null) return [];
  const { createWechatRouter } = await import('../wechat/create-wechat-router.ts');
  const accounts = wechatAccounts.map((account) => ({ ...account, bank: account.bank ?? defaultBank }));
  const handler = createWechatRouter(services.answering, conversations, { accounts, logger, clock });
  return [{ path: '/wechat', handler }];
}
