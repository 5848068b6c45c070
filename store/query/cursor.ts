import { createHash } from "node:crypto";
import { AppError } from "../../model/errors.ts";
import type { Query } from "../../model/query/ast.ts";

/** Where a page ended: the sort time, the run and, for results, the position of its last row. */
export interface Place {
  readonly time: number;
  readonly run: string;
  readonly position: number;
}

/** What a cursor is bound to. The window is not: it may move with the clock between two pages. */
interface Binding {
  readonly of: "runs" | "results";
  readonly query: Query;
  readonly order: "newest" | "oldest";
}

const digest = (binding: Binding): string =>
  createHash("sha256")
    .update(JSON.stringify([binding.of, binding.order, binding.query]))
    .digest("base64url")
    .slice(0, 12);

export const writeCursor = (place: Place, binding: Binding): string =>
  Buffer.from(JSON.stringify([digest(binding), place.time, place.run, place.position])).toString("base64url");

/** Throws `bad-cursor` for a text that `writeCursor` did not make for the same list. */
export const readCursor = (cursor: string, binding: Binding): Place => {
  const [bound, time, run, position] = parts(cursor);
  if (typeof time !== "number" || typeof run !== "string" || typeof position !== "number")
    throw new AppError("bad-cursor", "this cursor was not made here: start again without it");
  if (bound !== digest(binding))
    throw new AppError("bad-cursor", "this cursor belongs to another query or order: start again without it");
  return { time, run, position };
};

const parts = (cursor: string): unknown[] => {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
};
