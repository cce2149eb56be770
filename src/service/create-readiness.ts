import { AppError, describeError } from '../errors.ts';
import type { IndexKeeper } from './index-keeper/index-keeper.ts';
import type { OutsideWatch } from './index-keeper/outside-watch.ts';
import type { Cache } from './ports/cache.ts';
import type { ReplicaHealth, Store } from './ports/store.ts';
import type { PartHealth, Readiness } from './use-cases/readiness.ts';

export interface ReadinessDependencies {
  store: Pick<Store, 'name' | 'ping' | 'replicas'>;
  cache: Pick<Cache, 'degraded'>;
  keeper: Pick<IndexKeeper, 'ready' | 'storeAway' | 'health' | 'faults' | 'snapshotFault'>;
  /** Default: changes of other programs are not looked for. */
  watch?: Pick<OutsideWatch, 'isNeeded'> | undefined;
  /** The one in use, and why the preferred one is not; null: it is. */
  segmenter: { name: string; fallbackReason: string | null };
  /** The ranking model in use, and why the fitted one is not; null: it is. */
  ranking: { name: string; fallbackReason: string | null };
}

export interface ReadinessOptions {
  /** How long the store may take to answer, default 1000 ms. */
  pingTimeoutMs?: number;
}

/** What /readyz says. Takes at most `pingTimeoutMs`; never rejects. */
export function createReadiness(
  { store, cache, keeper, watch, segmenter, ranking }: ReadinessDependencies,
  { pingTimeoutMs = 1000 }: ReadinessOptions = {},
): () => Promise<Readiness> {
  const storeHealth = async (): Promise<PartHealth> => {
    const up = await answersWithin(pingTimeoutMs, store.ping());
    const outsideChanges = watch?.isNeeded
      ? { outsideChanges: '数据库不许建触发器，定时核对其他程序的改动' }
      : {};
    if (up && !keeper.storeAway)
      return { name: store.name, ...outsideChanges, ...replicaHealth(store.replicas()) };
    // One that answers may still lack its tables, or the rights to read them.
    const what = up ? '数据库连得上，但还读不到题库（表不全、没有权限，或刚刚恢复）' : '数据库暂时连不上';
    return {
      status: 'down',
      name: store.name,
      message: `${what}；查询照常，内容可能不是最新，暂时不能修改`,
    };
  };

  return async () => ({
    ready: keeper.ready,
    parts: {
      store: await storeHealth(),
      cache: cache.degraded
        ? { status: 'degraded', message: 'Redis 暂时不可用；只用进程内缓存，查询照常' }
        : { status: 'up' },
      segmenter:
        segmenter.fallbackReason === null
          ? { status: 'up', name: segmenter.name }
          : {
              status: 'degraded',
              name: segmenter.name,
              message: `备用分词组件：${segmenter.fallbackReason}`,
            },
      ranking:
        ranking.fallbackReason === null
          ? { status: 'up', name: ranking.name }
          : {
              status: 'degraded',
              name: ranking.name,
              message: `排序模型读不出来，只按字词排序：${ranking.fallbackReason}`,
            },
      index: { ...indexHealth(keeper), banks: keeper.health() },
    },
  });
}

function replicaHealth(replicas: readonly ReplicaHealth[]): PartHealth {
  if (replicas.length === 0) return { status: 'up' };
  const unread = replicas.filter(({ state }) => state !== 'up').map(({ number }) => number);
  if (unread.length === 0) return { status: 'up', replicas };
  const message = `第 ${unread.join('、')} 个从库连不上或落后，由主库代替；一切照常`;
  return { status: 'degraded', message, replicas };
}

function indexHealth(keeper: ReadinessDependencies['keeper']): PartHealth {
  const { ready, snapshotFault } = keeper;
  const unread = keeper
    .faults()
    .map(({ bank, error }) => `题库“${bank}”的现状无法载入：${reasonOf(error)}`)
    .join('；');
  if (!ready) return { status: 'down', message: unread === '' ? '索引尚未就绪' : unread };
  if (unread !== '') return { status: 'degraded', message: `${unread}。已载入的照常查询` };
  if (snapshotFault === null) return { status: 'up' };
  const message = `索引快照写不进数据文件夹；查询照常，但数据库不可用时重启将无法回答：${snapshotFault}`;
  return { status: 'degraded', message };
}

/** Nothing of the inside is told but what is meant for callers. */
function reasonOf(error: unknown): string {
  if (error instanceof AppError) return describeError(error.code, error.parameters, 'zh');
  return '内部错误，详见日志';
}

async function answersWithin(limitMs: number, answer: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, limitMs, false);
  });
  const answered = answer.then(
    () => true,
    () => false,
  );
  return Promise.race([answered, timeout]).finally(() => {
    clearTimeout(timer);
  });
}
