import type { Rewrite } from './rewrite.ts';
import type { Tier } from './tier.ts';

const KIND_NAMES: Readonly<Record<Rewrite['kind'], string>> = {
  synonym: '同义词',
  pinyin: '拼音',
  initials: '首字母',
  homophone: '错别字',
};

/**
 * Why a match matched, in plain Chinese: `同义词：农行→农业银行，怎么→如何；拼音：zhejiang→浙江`.
 * @param sharedWords words of the query that the matched wording holds
 * @param phrasing the phrasing that matched; null: the question itself
 */
export function explainMatch(
  tier: Tier,
  rewrites: readonly Rewrite[],
  sharedWords: readonly string[],
  phrasing: string | null,
): string {
  const parts: string[] = [];
  for (const kind of ['synonym', 'pinyin', 'initials', 'homophone'] as const) {
    const ofKind = [...new Set(rewrites.filter((rewrite) => rewrite.kind === kind).map(describeRewrite))];
    if (ofKind.length > 0) parts.push(`${KIND_NAMES[kind]}：${ofKind.join('，')}`);
  }
  if (parts.length === 0) parts.push(describeTier(tier, sharedWords));
  if (phrasing !== null && tier !== 'phrasing') parts.push(`相似问：${phrasing}`);
  return parts.join('；');
}

/** For wrong characters only those that differ: 浙将→浙江 reads 将→江. */
function describeRewrite({ kind, from, to }: Rewrite): string {
  if (kind !== 'homophone' || from.length !== to.length) return `${from}→${to}`;
  const differing = Array.from(from).flatMap((character, i) => (character === to[i] ? [] : [i]));
  return `${differing.map((i) => from[i]).join('')}→${differing.map((i) => to[i]).join('')}`;
}

function describeTier(tier: Tier, sharedWords: readonly string[]): string {
  switch (tier) {
    case 'exact':
      return '与标准问题完全一致';
    case 'normalised':
      return '与标准问题一致，仅标点、大小写、繁简或语气词不同';
    case 'phrasing':
      return '与相似问法一致';
    case 'one-edit':
      return '只差一个字';
    case 'words':
      return `共同的词：${sharedWords.slice(0, 5).join('、')}`;
    case 'synonym':
    case 'sub-word':
    case 'homophone':
    case 'pinyin':
    case 'initials':
      return '部分字词相同';
  }
}
