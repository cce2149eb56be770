import type { Config } from '../../config/config.ts';
import type { Store } from '../../service/ports/store.ts';
import { reasonOf, type Finding } from './finding.ts';

/** Whether the changes of other programs are noticed; nothing to say where the schema is not there yet. */
export async function checkOutsideChanges(store: Store): Promise<Finding[]> {
  const part = '库外修改';
  const logs = await store
    .listBanks()
    .then(() => store.logsOutsideChanges())
    .catch(() => null);
  if (logs === null) return [];
  if (logs) return [{ part, state: 'good', message: '其他程序直接改动题库的表，会自动进入索引' }];
  return [
    {
      part,
      state: 'warning',
      message:
        '数据库里没有变更触发器：服务改为定时核对，其他程序直接改动题库的表，几秒后才看得到，大题库更久',
      advice:
        '给数据库用户 TRIGGER 权限，并在开启二进制日志的服务器上设 log_bin_trust_function_creators=1，再运行 jieda migrate',
    },
  ];
}

/** Whether the database answers, has its schema, and holds the default bank. */
export async function checkStore(store: Store, config: Config): Promise<Finding> {
  const part = `数据库（${store.name}）`;
  try {
    await store.ping();
  } catch (error) {
    const advice =
      config.mysqlUrl === null
        ? `检查文件 ${config.sqliteFile} 及其所在文件夹的权限；文件若已损坏，请从备份恢复`
        : '检查 MYSQL_URL 的地址、用户、密码和库名，以及数据库是否已启动、能从这台机器访问';
    return { part, state: 'fault', message: `无法连接：${reasonOf(error)}`, advice };
  }
  try {
    const banks = await store.listBanks();
    if (banks.some(({ name }) => name === config.defaultBank))
      return { part, state: 'good', message: `可以连接，有 ${banks.length} 个题库` };
    return {
      part,
      state: 'warning',
      message: `可以连接，但没有默认题库 ${config.defaultBank}`,
      advice: `导入题库：jieda import 题库.xlsx --bank ${config.defaultBank}；或用 JIEDA_DEFAULT_BANK 指定已有的题库`,
    };
  } catch (error) {
    const message = `可以连接，但结构还没有建立或不完整：${reasonOf(error)}`;
    return { part, state: 'fault', message, advice: '运行 jieda migrate' };
  }
}
