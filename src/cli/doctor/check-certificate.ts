import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { reasonOf, type Finding } from './finding.ts';

const DAY_MS = 86_400_000;
const RENEW_WITHIN_DAYS = 30;
const PEM = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** Whether every certificate of a PEM file is valid at `now`, and for a while longer. */
export function checkCertificate(file: string, now: Date): Finding {
  const part = `证书 ${file}`;
  let certificates: X509Certificate[];
  try {
    certificates = (readFileSync(file, 'utf8').match(PEM) ?? []).map((pem) => new X509Certificate(pem));
  } catch (error) {
    return { part, state: 'fault', message: `无法读取：${reasonOf(error)}`, advice: '确认路径和权限' };
  }
  if (certificates.length === 0)
    return {
      part,
      state: 'fault',
      message: '文件里没有 PEM 格式的证书',
      advice: '确认给出的是证书而不是私钥',
    };

  const from = Math.max(...certificates.map(({ validFrom }) => Date.parse(validFrom)));
  const until = Math.min(...certificates.map(({ validTo }) => Date.parse(validTo)));
  const days = Math.floor((until - now.getTime()) / DAY_MS);
  if (from > now.getTime())
    return {
      part,
      state: 'fault',
      message: `${day(from)} 才生效`,
      advice: '检查机器的时间，或换用已生效的证书',
    };
  if (until <= now.getTime())
    return {
      part,
      state: 'fault',
      message: `已于 ${day(until)} 过期`,
      advice: '立即更换证书并重新载入 nginx',
    };
  if (days < RENEW_WITHIN_DAYS)
    return { part, state: 'warning', message: `${days} 天后（${day(until)}）过期`, advice: '尽快更换证书' };
  return { part, state: 'good', message: `有效期到 ${day(until)}，还有 ${days} 天` };
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
