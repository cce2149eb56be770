import { readFile } from 'node:fs/promises';
import { LEXICAL_MODEL, readRankingModel, type RankingModel } from '../engine/index.ts';

export interface LoadedRankingModel {
  readonly model: RankingModel;
  /** Why the lexical model stands in for the fitted one; null when it does not. */
  readonly fallbackReason: string | null;
}

/** Reads a fitted ranking model, about 60 ms. Never rejects: without one, ranking goes by shared words. */
export async function loadRankingModel(file: string): Promise<LoadedRankingModel> {
  try {
    return { model: readRankingModel(await readFile(file)), fallbackReason: null };
  } catch (error) {
    return { model: LEXICAL_MODEL, fallbackReason: error instanceof Error ? error.message : String(error) };
  }
}
