import { ANSI } from "../../model/lines.ts";
import { pictureOf, pieces } from "./controls.ts";
import { afterSgr, type Pen, penClass } from "./sgr.ts";

/** A piece of a line as the page shows it. */
export interface Span {
  readonly text: string;
  /** From a closed list; empty for plain text. */
  readonly className: string;
  /** Inside a highlight. */
  readonly marked: boolean;
  /** What a stand-in stands for; null for text. */
  readonly hides: string | null;
}

type Highlights = readonly (readonly [number, number])[];

const inside = (at: number, highlights: Highlights): boolean =>
  highlights.some(([start, end]) => start <= at && at < end);

/** Cuts [from, to) where highlights begin and end. */
const cuts = (from: number, to: number, highlights: Highlights): number[] => {
  const edges = highlights.flat().filter((edge) => edge > from && edge < to);
  return [...new Set([from, ...edges.sort((a, b) => a - b), to])];
};

interface Look {
  readonly className: string;
  readonly highlights: Highlights;
}

const standIn = (character: string, marked: boolean): Span => ({
  text: pictureOf(character),
  className: "ctl",
  marked,
  hides: `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
});

/** A part of a line that begins at `offset`, as spans. */
const textSpans = (text: string, offset: number, { className, highlights }: Look): Span[] =>
  pieces(text).flatMap((piece): Span[] => {
    const from = offset + piece.at;
    if (piece.hidden) return [standIn(piece.text, inside(from, highlights))];
    const edges = cuts(from, from + piece.text.length, highlights);
    return edges.slice(0, -1).map((edge, index) => ({
      text: piece.text.slice(edge - from, (edges[index + 1] ?? edge) - from),
      className,
      marked: inside(edge, highlights),
      hides: null,
    }));
  });

/** Erasing to the end of a line that ends anyway: compilers print it all the time, and it means nothing here. */
const ERASE = /^\x1b\[[02]?K$/;

/** A line as spans, and the pen with which the next line begins. Colours become classes; any other escape sequence becomes a stand-in.
    Highlights count in the line without its escape sequences, as search does. */
export const lineSpans = (
  text: string,
  pen: Pen,
  highlights: Highlights = [],
): { readonly spans: readonly Span[]; readonly pen: Pen } => {
  const spans: Span[] = [];
  let now = pen;
  let from = 0;
  let offset = 0;
  const take = (to: number): void => {
    const part = text.slice(from, to);
    spans.push(...textSpans(part, offset, { className: penClass(now), highlights }));
    offset += part.length;
  };
  for (const match of text.matchAll(ANSI)) {
    take(match.index);
    from = match.index + match[0].length;
    const sgr = /^\x1b\[([\d;:]*)m$/.exec(match[0]);
    if (sgr !== null) now = afterSgr(now, sgr[1] ?? "");
    else if (!ERASE.test(match[0]))
      spans.push({ text: "esc", className: "ctl seq", marked: false, hides: match[0].slice(1, 40) });
  }
  take(text.length);
  return { spans, pen: now };
};
