/** A comment on a cell. */
export interface Note {
  /** 1-based. */
  row: number;
  /** 0-based. */
  column: number;
  text: string;
}

/** By this name of the author the comments of an earlier report are known. */
export const NOTE_AUTHOR = '解答';
