/** One value that cannot be used. */
export interface ConfigFault {
  readonly variable: string;
  /** The value as it may be shown; null: a secret, or there is none. */
  readonly value: string | null;
  /** What is wrong or what was expected, in Chinese. */
  readonly message: string;
}

/** The configuration cannot be used. Its message lists every fault and then the warnings, in Chinese. */
export class ConfigError extends Error {
  readonly faults: readonly ConfigFault[];

  /** @param warnings what looks like a mistake beside the faults, in Chinese */
  constructor(faults: readonly ConfigFault[], warnings: readonly string[]) {
    const lines = faults.map(
      ({ variable, value, message }) => `  ${variable}${value === null ? '' : `=${value}`}：${message}`,
    );
    const notes = warnings.map((warning) => `警告：${warning}`);
    super([`配置有 ${faults.length} 处错误：`, ...lines, ...notes].join('\n'));
    this.name = 'ConfigError';
    this.faults = faults;
  }
}
