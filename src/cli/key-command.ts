import { Option, type Command } from 'commander';
import { KEY_TRUST_MS } from '../service/keys/create-keys.ts';
import type { ApiKey, KeyRole } from '../service/ports/key-store.ts';
import { CommandError } from './command-error.ts';
import { listOption } from './list-option.ts';
import type { Runtime } from './runtime.ts';
import { table } from './terminal/table.ts';
import { useServices } from './use-services.ts';

const ROLES: Readonly<Record<KeyRole, string>> = {
  owner: '所有者',
  editor: '编辑',
  reader: '只读',
};

/** `jieda key create | list | revoke` */
export function registerKey(program: Command, runtime: Runtime): void {
  const key = program.command('key').description('管理访问密钥');
  key
    .command('create')
    .description('创建密钥；密钥只显示这一次')
    .requiredOption('--name <名称>', '密钥的名称，记入修改历史')
    .addOption(
      new Option(
        '--role <角色>',
        'owner 可做一切，不限题库；editor 可修改所属题库；reader 只能查询；默认 owner，写了 --bank 时为 editor',
      ).choices(Object.keys(ROLES)),
    )
    .addOption(listOption('--bank <题库...>', '密钥所属的题库，可有多个；默认全部；owner 不能限定'))
    .action((options: { name: string; role?: KeyRole; bank?: string[] }) => createKey(runtime, options));
  key
    .command('list')
    .description('列出所有密钥')
    .action(() => listKeys(runtime));
  key
    .command('revoke')
    .description('作废密钥')
    .argument('<编号>', '密钥的编号，见 jieda key list')
    .action((id: string) => revokeKey(runtime, id));
}

async function createKey(
  runtime: Runtime,
  { name, role, bank }: { name: string; role?: KeyRole; bank?: string[] },
): Promise<void> {
  // Who names banks wants a key for no others.
  const meant = role ?? (bank === undefined ? 'owner' : 'editor');
  const { key, secret } = await useServices(runtime, false, ({ keys }) =>
    keys.createKey({ name, role: meant, banks: bank ?? null }),
  );
  runtime.terminal.note(
    `已创建密钥“${key.name}”（${ROLES[key.role]}，题库：${bankList(key)}），编号 ${key.id}。\n` +
      '密钥只显示这一次，请妥善保存；请求时放在 Authorization: Bearer <密钥> 中：',
  );
  runtime.terminal.print(secret);
}

async function listKeys(runtime: Runtime): Promise<void> {
  const keys = await useServices(runtime, false, (services) => services.keys.listKeys());
  if (keys.length === 0) {
    runtime.terminal.note('还没有密钥，用 jieda key create --name <名称> 创建');
    return;
  }
  const rows = keys.map((key) => [
    key.id,
    key.name,
    ROLES[key.role],
    bankList(key),
    localTime(key.createdAt),
    key.revokedAt === null ? '' : localTime(key.revokedAt),
  ]);
  const heading = ['编号', '名称', '角色', '题库', '创建于', '作废于'];
  runtime.terminal.print(table([heading, ...rows], heading.length));
}

async function revokeKey(runtime: Runtime, id: string): Promise<void> {
  const revoked = await useServices(runtime, false, ({ keys }) => keys.revokeKey(id));
  if (!revoked) throw new CommandError(`没有编号为“${id}”的密钥`);
  runtime.terminal.print(`密钥 ${id} 已作废`);
  runtime.terminal.note(
    `正在运行的服务最多 ${KEY_TRUST_MS / 1000} 秒后不再认它；要立即生效，请运行 jieda reload 或重启服务`,
  );
}

/** Owners' keys are for every bank, also those made when they could be given some. */
function bankList({ role, banks }: ApiKey): string {
  return role === 'owner' || banks === null ? '全部' : banks.join('、');
}

function localTime(time: Date): string {
  return time.toLocaleString('zh-CN', { hour12: false });
}
