import { ConfigError } from '../../config/config-error.ts';
import type { LoadedConfig } from '../../config/load-config.ts';
import type { Finding } from './finding.ts';

const PART = '配置';

/** The configuration where there are no faults, and what was found either way. */
export function checkConfig(load: () => LoadedConfig): {
  config: LoadedConfig['config'] | null;
  findings: Finding[];
} {
  try {
    const { config, warnings } = load();
    const findings = warnings.map((message): Finding => ({
      part: PART,
      state: 'warning',
      message,
      advice: '更正变量名或删去它',
    }));
    if (findings.length === 0) findings.push({ part: PART, state: 'good', message: '没有错误' });
    return { config, findings };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const advice = '更正后再运行 jieda doctor；各变量见 jieda serve --help';
    return { config: null, findings: [{ part: PART, state: 'fault', message: error.message, advice }] };
  }
}
