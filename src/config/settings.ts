import { BANK_NAME, BANK_NAME_FORM } from '../bank-name.ts';
import { validMysqlUrl, validMysqlUrls, validRedisUrl } from './connection-urls.ts';
import { parseColumnAlias } from './column-aliases.ts';
import { flag, integer, list, matching, oneOf, optionalPath, secret, text } from './setting-kinds.ts';
import { parseWechatAccounts } from './wechat-accounts.ts';

const MEBIBYTE = 1024 * 1024;
const milliseconds = { zh: '毫秒', en: 'milliseconds' };
const seconds = { zh: '秒', en: 'seconds' };
const bytes = { zh: '字节', en: 'bytes' };

const server = {
  envFile: optionalPath('JIEDA_ENV_FILE', '', {
    zh: '配置文件，每行 变量=值，启动和重新加载时读取；环境变量优先于它',
    en: 'File of NAME=value lines, read at start and at each reload; the environment comes before it',
  }),
  host: text('JIEDA_HOST', {
    default: '127.0.0.1',
    zh: '监听的地址；要让其他机器访问时设为 0.0.0.0',
    en: 'Address to listen on; 0.0.0.0 lets other machines in',
  }),
  port: integer(
    'JIEDA_PORT',
    { min: 1, max: 65_535 },
    { default: 8370, zh: '监听的端口', en: 'Port to listen on' },
  ),
  workers: integer(
    'JIEDA_WORKERS',
    { min: 0, max: 64 },
    {
      default: 0,
      zh: '工作进程数；0 为单进程，不能平滑重载',
      en: 'Worker processes; 0: one process alone, without rolling reloads',
    },
  ),
  pidFile: optionalPath('JIEDA_PID_FILE', '<JIEDA_DATA_DIR>/jieda.pid', {
    zh: '有工作进程时，主进程记下自己的文件；start、stop、reload、status 由它找到服务',
    en: 'Where the process above the workers notes itself; start, stop, reload and status find it there',
  }),
  trustProxy: list(
    'JIEDA_TRUST_PROXY',
    (item) => (/^(loopback|linklocal|uniquelocal|[0-9a-fA-F.:]+(\/\d{1,3})?)$/.test(item) ? item : undefined),
    {
      zh: '以逗号分隔的 IP、网段、loopback、linklocal、uniquelocal，或 none',
      en: 'addresses, subnets, loopback, linklocal, uniquelocal divided by commas, or none',
    },
    {
      default: ['loopback'],
      zh: '可信的反向代理；只采信它们转述的客户端地址',
      en: 'Reverse proxies whose word on the client address is taken',
    },
  ),
  corsOrigins: list(
    'JIEDA_CORS_ORIGINS',
    (item) => (/^https?:\/\/[^/\s]+$/.test(item) ? item : undefined),
    {
      zh: '以逗号分隔的来源，如 https://h5.example.com',
      en: 'origins such as https://h5.example.com, divided by commas',
    },
    {
      default: [],
      zh: '允许跨域访问的来源；跨域只由本服务处理，前面的 nginx 不要再加',
      en: 'Origins allowed to call across sites; handled here alone, nginx in front must add nothing',
    },
  ),
  requestTimeoutMs: integer(
    'JIEDA_REQUEST_TIMEOUT_MS',
    { min: 100, max: 600_000, unit: milliseconds },
    { default: 10_000, zh: '一次请求最长的处理时间', en: 'Longest time for one request' },
  ),
  shutdownGraceMs: integer(
    'JIEDA_SHUTDOWN_GRACE_MS',
    { min: 0, max: 600_000, unit: milliseconds },
    {
      default: 10_000,
      zh: '停止服务时，等待进行中请求的最长时间',
      en: 'Longest wait for requests under way when stopping',
    },
  ),
  maxBodyBytes: integer(
    'JIEDA_MAX_BODY_BYTES',
    { min: 1024, max: 1024 * MEBIBYTE, unit: bytes },
    { default: MEBIBYTE, zh: '请求体的最大长度', en: 'Largest request body' },
  ),
  maxImportBytes: integer(
    'JIEDA_MAX_IMPORT_BYTES',
    { min: 1024, max: 1024 * MEBIBYTE, unit: bytes },
    { default: 50 * MEBIBYTE, zh: '上传的题库文件的最大长度', en: 'Largest uploaded bank file' },
  ),
  importColumnAliases: list(
    'JIEDA_IMPORT_COLUMN_ALIASES',
    parseColumnAlias,
    {
      zh: '以逗号分隔的 表头=列名，如 客户问=问题；列名是导出文件里的列名',
      en: 'header=column divided by commas, such as 客户问=问题; columns by the titles that exports give them',
    },
    {
      default: [],
      zh: '导入时另外认得的表头；内置的表头见 docs/import.md',
      en: 'Further header texts that imports know; those built in are listed in docs/import.md',
    },
  ),
  rateLimitPerMinute: integer(
    'JIEDA_RATE_LIMIT_PER_MINUTE',
    { min: 0, max: 1_000_000 },
    {
      default: 0,
      zh: '每个客户端地址每分钟最多的请求数；0 为不限，由前面的 nginx 限制',
      en: 'Most requests a minute from one client address; 0: no limit here, nginx in front has one',
    },
  ),
  metrics: flag('JIEDA_METRICS', { default: true, zh: '是否提供 /metrics', en: 'Whether to serve /metrics' }),
};

const storage = {
  dataDir: text('JIEDA_DATA_DIR', {
    default: 'var',
    zh: '数据文件夹，须可写：SQLite 数据库与索引快照',
    en: 'Data folder, writable: the SQLite database and index snapshots',
  }),
  sqliteFile: optionalPath('JIEDA_SQLITE_FILE', '<JIEDA_DATA_DIR>/jieda.sqlite', {
    zh: 'SQLite 数据库文件；设置了 MYSQL_URL 时不用',
    en: 'SQLite database file; not used when MYSQL_URL is set',
  }),
  mysqlUrl: secret(
    'MYSQL_URL',
    validMysqlUrl,
    { zh: 'mysql://用户:密码@主机:3306/库名', en: 'mysql://user:password@host:3306/database' },
    { zh: 'MySQL 或 MariaDB 主库；留空则用 SQLite', en: 'MySQL or MariaDB primary; SQLite when absent' },
  ),
  mysqlReplicaUrls: secret(
    'MYSQL_REPLICA_URLS',
    validMysqlUrls,
    { zh: '以逗号分隔的地址，形式同 MYSQL_URL', en: 'addresses as in MYSQL_URL, divided by commas' },
    {
      zh: '只读从库；列表、导出、统计和重建索引从那里读，且只在它已有主库的最新改动时；不可用或落后时读主库',
      en: 'Replicas that lists, exports, counts and new indexes are read from, while they have the latest changes of the primary; else the primary is read',
    },
  ),
  pollIntervalMs: integer(
    'JIEDA_POLL_INTERVAL_MS',
    { min: 100, max: 600_000, unit: milliseconds },
    { default: 500, zh: '检查题库有无变动的间隔', en: 'How often to look for changes of the banks' },
  ),
  reconcileIntervalMs: integer(
    'JIEDA_RECONCILE_INTERVAL_MS',
    { min: 100, max: 3_600_000, unit: milliseconds },
    {
      default: 3000,
      zh: '数据库不许建触发器时，核对其他程序有没有改动题库的间隔；大题库自动放慢',
      en: 'How often to look for changes of other programs where the database permits no triggers; large banks are looked at less often',
    },
  ),
  snapshots: flag('JIEDA_SNAPSHOTS', {
    default: true,
    zh: '是否把索引存为快照：启动更快，数据库不可用时也能回答',
    en: 'Whether to keep index snapshots: quicker starts, and answers while the database is away',
  }),
};

const cache = {
  redisUrl: secret(
    'REDIS_URL',
    validRedisUrl,
    {
      zh: 'redis://主机:6379、rediss://…、redis+sentinel://主机1,主机2/主节点名 或 redis+cluster://主机1,主机2',
      en: 'redis://host:6379, rediss://…, redis+sentinel://host1,host2/name or redis+cluster://host1,host2',
    },
    { zh: 'Redis；留空则只用进程内缓存', en: 'Redis; the cache is in the process alone when absent' },
  ),
  cacheTtlSeconds: integer(
    'JIEDA_CACHE_TTL_SECONDS',
    { min: 1, max: 86_400, unit: seconds },
    { default: 600, zh: '缓存结果的时间', en: 'How long results are cached' },
  ),
  cacheEmptyTtlSeconds: integer(
    'JIEDA_CACHE_EMPTY_TTL_SECONDS',
    { min: 1, max: 86_400, unit: seconds },
    { default: 30, zh: '缓存空结果的时间', en: 'How long empty results are cached' },
  ),
  cacheMaxBytes: integer(
    'JIEDA_CACHE_MAX_BYTES',
    { min: 0, max: 16_384 * MEBIBYTE, unit: bytes },
    {
      default: 8 * MEBIBYTE,
      zh: '进程内缓存的最大容量；0 为不缓存',
      en: 'Largest size of the cache in the process; 0: none',
    },
  ),
};

const search = {
  defaultBank: matching('JIEDA_DEFAULT_BANK', BANK_NAME, BANK_NAME_FORM, {
    default: 'finance',
    zh: '未指明题库时使用的题库',
    en: 'Bank used when a request names none',
  }),
  indexMemoryMb: integer(
    'JIEDA_INDEX_MEMORY_MB',
    { min: 0, max: 1_048_576, unit: { zh: 'MB', en: 'MB' } },
    {
      default: 0,
      zh: '每个进程的索引最多占用的内存；放不下的导入、新增和载入会被拒绝，原有索引照常服务；0 为不限',
      en: 'Most memory for the indexes of one process; imports, additions and loads beyond it are refused and the indexes held go on serving; 0: no limit',
    },
  ),
  segmenter: oneOf('JIEDA_SEGMENTER', ['auto', 'nodejieba', 'node-rs'], {
    default: 'auto',
    zh: '分词器；auto 先用 nodejieba，不可用时改用 @node-rs/jieba；后者每个进程约少占 45 MB 内存',
    en: 'Segmenter; auto takes nodejieba, or @node-rs/jieba where that is missing; the latter takes about 45 MB less in every process',
  }),
};

const log = {
  logLevel: oneOf('JIEDA_LOG_LEVEL', ['debug', 'info', 'warn', 'error', 'silent'], {
    default: 'info',
    zh: '日志级别；debug 时也显示错误的调用栈，意外的错误总是显示',
    en: 'Log level; debug also shows stack traces, which unforeseen errors have always',
  }),
  logFile: optionalPath('JIEDA_LOG_FILE', '', {
    zh: '日志文件，按天和大小轮转；留空则输出到标准输出',
    en: 'Log file, rotated by day and size; standard output when absent',
  }),
  logMaxBytes: integer(
    'JIEDA_LOG_MAX_BYTES',
    { min: MEBIBYTE, max: 10_240 * MEBIBYTE, unit: bytes },
    { default: 50 * MEBIBYTE, zh: '单个日志文件的最大长度', en: 'Largest size of one log file' },
  ),
  logMaxFiles: integer(
    'JIEDA_LOG_MAX_FILES',
    { min: 1, max: 1000 },
    { default: 14, zh: '保留的旧日志文件数', en: 'How many old log files are kept' },
  ),
  logQueries: flag('JIEDA_LOG_QUERIES', {
    default: false,
    zh: '是否在 debug 以上的日志里记录用户的提问',
    en: 'Whether logs above debug hold what users ask',
  }),
};

const wechat = {
  wechatAccounts: secret(
    'JIEDA_WECHAT_ACCOUNTS',
    parseWechatAccounts,
    {
      zh: '以逗号分隔的 账号名:Token:题库，题库可省略',
      en: 'name:token:bank divided by commas; the bank may be left out',
    },
    { zh: '接入的微信公众号', en: 'WeChat official accounts that Jieda answers for' },
  ),
};

/** Every configuration variable, in the order and groups of the documentation. */
export const SETTING_GROUPS = [
  { title: { zh: '服务', en: 'Server' }, settings: server },
  { title: { zh: '存储', en: 'Storage' }, settings: storage },
  { title: { zh: '缓存', en: 'Cache' }, settings: cache },
  { title: { zh: '搜索', en: 'Search' }, settings: search },
  { title: { zh: '日志', en: 'Log' }, settings: log },
  { title: { zh: '微信', en: 'WeChat' }, settings: wechat },
] as const;

/** The same by the name that the value has in `Config`. */
export const SETTINGS = { ...server, ...storage, ...cache, ...search, ...log, ...wechat };
