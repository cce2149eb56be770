/**
 * Chinese word segmentation: the port that jieba implements.
 *
 * `农业银行信用卡` → cut: `农业银行 信用卡`; cutForSearch: `农业 银行 农业银行 信用 信用卡`
 */
export interface Segmenter {
  /** Implementation and dictionary, such as `nodejieba 3.5.8`; part of the fingerprint of a snapshot. */
  readonly name: string;
  /** Words of a run of Han characters, in order; joined they give `text` back. */
  cut(text: string): string[];
  /** As `cut`, each word preceded by the shorter dictionary words inside it. */
  cutForSearch(text: string): string[];
}
