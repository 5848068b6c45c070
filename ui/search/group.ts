import type { HitInContext } from "../../model/answer/search.ts";
import type { ShownLine } from "../log/view.ts";

/** Hits that stand under one head: of one check on one item in one run. Never empty. */
export interface HitGroup {
  readonly first: HitInContext;
  readonly hits: readonly HitInContext[];
}

const isSame = (a: HitInContext, b: HitInContext): boolean =>
  a.run === b.run && a.check === b.check && a.item === b.item;

/** Puts neighbours that belong together under one head; their order stays. */
export const groupHits = (hits: readonly HitInContext[]): readonly HitGroup[] => {
  const groups: { first: HitInContext; hits: HitInContext[] }[] = [];
  for (const hit of hits) {
    const last = groups.at(-1);
    if (last !== undefined && isSame(last.first, hit)) last.hits.push(hit);
    else groups.push({ first: hit, hits: [hit] });
  }
  return groups;
};

/** The lines of hits in one log with the lines around them, each once, in pieces that the log has in a row. */
export const excerpts = (hits: readonly HitInContext[]): readonly (readonly ShownLine[])[] => {
  const lines = new Map<number, ShownLine>();
  for (const { context = [] } of hits) for (const line of context) lines.set(line.number, line);
  for (const { line, text, highlights } of hits)
    if (line !== null) lines.set(line, { number: line, text, highlights, className: "at" });
  const pieces: ShownLine[][] = [];
  for (const line of [...lines.values()].sort((a, b) => a.number - b.number)) {
    const piece = pieces.at(-1);
    if (piece?.at(-1)?.number === line.number - 1) piece.push(line);
    else pieces.push([line]);
  }
  return pieces;
};
