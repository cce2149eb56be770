/**
 * The dependency rules of docs/architecture.md: dependencies point inward, adapters never meet,
 * each driver is imported in one folder, and there are no cycles.
 */
const adapters = [
  'http',
  'wechat',
  'cli',
  'importer',
  'storage',
  'cache',
  'segmenter',
  'language',
  'snapshot-files',
  'logging',
  'cluster',
];

const adaptersStayApart = adapters.map((adapter) => ({
  name: `${adapter}-imports-no-other-adapter`,
  severity: 'error',
  from: { path: `^src/${adapter}/` },
  to: { path: `^src/(${adapters.filter((other) => other !== adapter).join('|')})/` },
}));

const driverHomes = {
  mysql2: '^src/storage/mysql/',
  libsql: '^src/storage/sqlite/',
  kysely: '^src/storage/',
  ioredis: '^src/cache/',
  nodejieba: '^src/segmenter/',
  '@node-rs/jieba': '^src/segmenter/',
  '@e965/xlsx': '^src/importer/',
  express: '^src/(http|wechat)/',
  zod: '^src/http/',
  'zod-openapi': '^src/http/',
  multer: '^src/http/',
  cors: '^src/http/',
  compression: '^src/http/',
  diff: '^src/http/',
  helmet: '^src/http/',
  'prom-client': '^src/http/',
  commander: '^src/cli/',
  'pino-roll': '^src/logging/',
  vue: '^src/web/',
  vant: '^src/web/',
};

const driversHaveOneHome = Object.entries(driverHomes).map(([driver, home]) => ({
  name: `${driver}-has-one-home`,
  severity: 'error',
  from: { path: '^src/', pathNot: home },
  to: { path: `node_modules/${driver.replace('/', '\\/')}(/|$)` },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'engine-is-pure',
      comment: 'The engine imports nothing outside itself: no packages, no node:*.',
      severity: 'error',
      from: { path: '^src/engine/' },
      to: { pathNot: '^src/engine/' },
    },
    {
      name: 'engine-has-one-door',
      severity: 'error',
      from: { path: '^src/(?!engine/)' },
      to: { path: '^src/engine/', pathNot: '^src/engine/index\\.ts$' },
    },
    {
      name: 'service-knows-only-the-engine',
      severity: 'error',
      from: { path: '^src/service/' },
      to: { path: '^src/', pathNot: '^src/(service/|engine/|errors\\.ts$|said\\.ts$|bank-name\\.ts$)' },
    },
    {
      name: 'service-is-protocol-free',
      severity: 'error',
      from: { path: '^src/service/' },
      to: { dependencyTypes: ['npm', 'npm-optional', 'npm-dev'], pathNot: 'node_modules/(ulid|lru-cache)/' },
    },
    {
      name: 'only-the-composition-root-names-adapters',
      severity: 'error',
      from: { path: '^src/(?!compose\\.ts|main\\.ts)[a-z-]+\\.ts$' },
      to: { path: `^src/(${adapters.join('|')})/` },
    },
    {
      name: 'client-stands-alone',
      severity: 'error',
      from: { path: '^src/client/' },
      to: { path: '^src/(?!client/)' },
    },
    {
      name: 'config-stands-alone',
      severity: 'error',
      from: { path: '^src/config/' },
      to: { path: '^src/(?!config/|bank-name\\.ts$)' },
    },
    {
      name: 'web-uses-only-the-client',
      severity: 'error',
      from: { path: '^src/web/' },
      to: { path: '^src/(?!web/|client/)' },
    },
    ...adaptersStayApart,
    ...driversHaveOneHome,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
