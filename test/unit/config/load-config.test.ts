import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../src/config/config-error.ts';
import { describeConfig } from '../../../src/config/describe-config.ts';
import { loadConfig, type Environment } from '../../../src/config/load-config.ts';

const files: Record<string, string> = {
  '/run/secrets/mysql': 'mysql://jieda:from-file@db/jieda\n',
  '/run/secrets/unfilled': '\n',
};

function readFile(file: string): string {
  const text = files[file];
  if (text === undefined) throw new Error('ENOENT');
  return text;
}

const load = (environment: Environment) => loadConfig(environment, readFile);

function faultsOf(environment: Environment): ConfigError {
  try {
    load(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error;
  }
  throw new Error('expected a ConfigError');
}

describe('loadConfig', () => {
  it('is complete, frozen and quiet without any variable', () => {
    const { config, warnings } = load({ PATH: '/bin', HOME: '/root' });
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 8370,
      dataDir: 'var',
      sqliteFile: 'var/jieda.sqlite',
      mysqlUrl: null,
      redisUrl: null,
      defaultBank: 'finance',
      segmenter: 'auto',
      corsOrigins: [],
    });
    expect(Object.isFrozen(config)).toBe(true);
    expect(warnings).toEqual([]);
  });

  it('reads every kind of value', () => {
    const { config } = load({
      JIEDA_PORT: ' 9000 ',
      JIEDA_METRICS: 'FALSE',
      JIEDA_SEGMENTER: 'node-rs',
      JIEDA_DATA_DIR: '/data',
      JIEDA_IMPORT_COLUMN_ALIASES: '客户问=问题, 标准话术 = 答案',
      JIEDA_CORS_ORIGINS: 'https://h5.example.com, http://localhost:5173',
      JIEDA_WECHAT_ACCOUNTS: 'service:Token123:finance,news:Token456',
    });
    expect(config).toMatchObject({
      port: 9000,
      metrics: false,
      segmenter: 'node-rs',
      sqliteFile: '/data/jieda.sqlite',
      corsOrigins: ['https://h5.example.com', 'http://localhost:5173'],
      importColumnAliases: [
        { header: '客户问', column: 'question' },
        { header: '标准话术', column: 'answer' },
      ],
      wechatAccounts: [
        { name: 'service', token: 'Token123', bank: 'finance' },
        { name: 'news', token: 'Token456', bank: null },
      ],
    });
  });

  it('takes none as the empty list', () => {
    expect(load({}).config.trustProxy).toEqual(['loopback']);
    expect(load({ JIEDA_TRUST_PROXY: 'none' }).config.trustProxy).toEqual([]);
    expect(load({ JIEDA_TRUST_PROXY: '10.0.0.0/8,::1' }).config.trustProxy).toEqual(['10.0.0.0/8', '::1']);
  });

  it('takes an empty variable as absent', () => {
    expect(load({ JIEDA_PORT: '', REDIS_URL: '  ' }).config).toMatchObject({ port: 8370, redisUrl: null });
  });

  it('names every fault at once, with variable, value and expectation', () => {
    const error = faultsOf({
      JIEDA_PORT: '70000',
      JIEDA_METRICS: 'maybe',
      JIEDA_SEGMENTER: 'ictclas',
      JIEDA_DEFAULT_BANK: 'Finance!',
      JIEDA_CORS_ORIGINS: 'https://ok.example.com,h5.example.com',
    });
    expect(error.message).toBe(
      [
        '配置有 5 处错误：',
        '  JIEDA_PORT=70000：应为 1–65,535 的整数',
        '  JIEDA_CORS_ORIGINS=https://ok.example.com,h5.example.com：应为 以逗号分隔的来源，如 https://h5.example.com',
        '  JIEDA_METRICS=maybe：应为 true 或 false',
        '  JIEDA_DEFAULT_BANK=Finance!：应为 1–32 个小写字母、数字或连字符，不以连字符开头',
        '  JIEDA_SEGMENTER=ictclas：应为 auto、nodejieba、node-rs 之一',
      ].join('\n'),
    );
  });

  it.each(['客户问', '客户问=没有的列', '=问题', '甲=问题,乙', '甲=问题=答案'])(
    'does not take %s for aliases',
    (aliases) => {
      expect(faultsOf({ JIEDA_IMPORT_COLUMN_ALIASES: aliases }).faults).toHaveLength(1);
    },
  );

  it.each(['1.5', '-1', '1e3', '0x50', '８３７０'])('does not take %s for a port', (port) => {
    expect(faultsOf({ JIEDA_PORT: port }).faults).toHaveLength(1);
  });

  it('never shows a secret, neither in a fault nor in a description', () => {
    const error = faultsOf({
      MYSQL_URL: 'postgres://jieda:hunter2@db/jieda',
      JIEDA_WECHAT_ACCOUNTS: 'hunter2',
    });
    expect(error.faults.map(({ variable }) => variable)).toEqual(['MYSQL_URL', 'JIEDA_WECHAT_ACCOUNTS']);
    expect(error.message).not.toContain('hunter2');

    const { config } = load({
      MYSQL_URL: 'mysql://jieda:hunter2@db/jieda',
      JIEDA_WECHAT_ACCOUNTS: 'a:hunter2',
    });
    const described = describeConfig(config);
    expect(described).toMatchObject({ MYSQL_URL: '***', JIEDA_WECHAT_ACCOUNTS: '***', REDIS_URL: '' });
    expect(JSON.stringify(described)).not.toContain('hunter2');
  });

  it.each([
    'redis://localhost:6379',
    'redis://:secret@10.0.0.1/2',
    'rediss://cache.example.com:6380',
    'redis+sentinel://10.0.0.1:26379,10.0.0.2:26379/jieda',
    'redis+cluster://10.0.0.1:7000,10.0.0.2:7000',
    'rediss+sentinel://user:secret@sentinel/jieda/2',
  ])('takes the Redis address %s', (redisUrl) => {
    expect(load({ REDIS_URL: redisUrl }).config.redisUrl).toBe(redisUrl);
  });

  it.each(['localhost:6379', 'http://localhost', 'redis+sentinel://10.0.0.1:26379', 'redis://'])(
    'refuses the Redis address %s',
    (redisUrl) => {
      expect(faultsOf({ REDIS_URL: redisUrl }).faults[0]?.variable).toBe('REDIS_URL');
    },
  );

  it('refuses replicas without a primary', () => {
    expect(faultsOf({ MYSQL_REPLICA_URLS: 'mysql://jieda@replica/jieda' }).message).toContain('MYSQL_URL');
  });
});

describe('replicas', () => {
  it('are accepted beside a primary', () => {
    const urls = {
      MYSQL_URL: 'mysql://jieda@db/jieda',
      MYSQL_REPLICA_URLS: 'mysql://jieda@r1/jieda,mysql://jieda@r2/jieda',
    };
    const { config, warnings } = load(urls);
    expect(config.mysqlReplicaUrls).toHaveLength(2);
    expect(warnings).toEqual([]);
  });
});

describe('secrets in files', () => {
  it('are read without the trailing line break', () => {
    const { config, warnings } = load({ MYSQL_URL_FILE: '/run/secrets/mysql' });
    expect(config.mysqlUrl).toBe('mysql://jieda:from-file@db/jieda');
    expect(warnings).toEqual([]);
  });

  it('are a fault when the file cannot be read or is empty, or the variable itself is set too', () => {
    expect(faultsOf({ MYSQL_URL_FILE: '/nowhere' }).message).toContain(
      'MYSQL_URL_FILE=/nowhere：无法读取该文件',
    );
    expect(faultsOf({ MYSQL_URL_FILE: '/run/secrets/unfilled' }).message).toContain(
      'MYSQL_URL_FILE=/run/secrets/unfilled：该文件是空的',
    );
    const both = { MYSQL_URL_FILE: '/run/secrets/mysql', MYSQL_URL: 'mysql://jieda@db/jieda' };
    expect(faultsOf(both).message).toContain('不能与 MYSQL_URL 同时设置');
  });
});

describe('unknown variables', () => {
  it('are warned of, with the nearest known name', () => {
    expect(
      load({ JIEDA_PROT: '80', JIEDA_WECHAT_ACOUNTS_FILE: 'x', JIEDA_X: '1', PROT: '80' }).warnings,
    ).toEqual([
      '不认识的变量 JIEDA_PROT，是不是 JIEDA_PORT？',
      '不认识的变量 JIEDA_WECHAT_ACOUNTS_FILE，是不是 JIEDA_WECHAT_ACCOUNTS_FILE？',
      '不认识的变量 JIEDA_X，已忽略',
    ]);
  });

  it('are told beside faults, those of where the variables come from among them', () => {
    const known = [{ variable: 'JIEDA_ENV_FILE', value: 'a.env', message: '第 2 行应为 变量=值' }];
    expect(() => loadConfig({ JIEDA_PROT: '80', JIEDA_METRICS: 'x' }, readFile, known)).toThrow(
      [
        '配置有 2 处错误：',
        '  JIEDA_ENV_FILE=a.env：第 2 行应为 变量=值',
        '  JIEDA_METRICS=x：应为 true 或 false',
        '警告：不认识的变量 JIEDA_PROT，是不是 JIEDA_PORT？',
      ].join('\n'),
    );
  });
});
