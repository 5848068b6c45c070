/** Characters that a browser would act on or hide: controls but the tab, direction marks, invisible ones. */
const HIDDEN =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

const DELETE = 0x7f;
const CARET = 0x40;

/** What stands for a hidden character: `^G` as terminals and pagers write it, or its number. */
export const pictureOf = (character: string): string => {
  const code = character.charCodeAt(0);
  if (code < CARET / 2) return `^${String.fromCharCode(CARET + code)}`;
  if (code === DELETE) return "^?";
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
};

/** A piece of a text: as it is, or one hidden character made visible. */
export interface Piece {
  readonly text: string;
  readonly hidden: boolean;
  /** Where it begins, in UTF-16 units. */
  readonly at: number;
}

/** Cuts a text at its hidden characters. */
export const pieces = (text: string): readonly Piece[] => {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(HIDDEN)) {
    if (match.index > from) found.push({ text: text.slice(from, match.index), hidden: false, at: from });
    found.push({ text: match[0], hidden: true, at: match.index });
    from = match.index + 1;
  }
  if (from < text.length) found.push({ text: text.slice(from), hidden: false, at: from });
  return found;
};

/** The text with every hidden character replaced by its picture; for titles and attributes. */
export const shown = (text: string): string => text.replace(HIDDEN, pictureOf);
