import { AppError } from "../../model/errors.ts";
import type { Hit } from "../../model/hit.ts";

/** Where in the order of hits one stands: results and findings of a run by position, then its log lines. `nth` tells apart those that stand
    together: findings of one result, pieces of one line. */
interface Place {
  readonly started: string;
  readonly run: string;
  /** Null for results and findings. */
  readonly log: string | null;
  /** Position of the result, or number of the line. */
  readonly at: number;
  /** From 1. */
  readonly nth: number;
}

type Spot = Omit<Place, "nth">;

export const spotOf = (hit: Hit): Spot => ({
  started: hit.started,
  run: hit.run,
  log: hit.kind === "log" ? hit.log : null,
  at: (hit.kind === "log" ? hit.line : hit.position) ?? 0,
});

export const isSameSpot = (a: Spot, b: Spot): boolean => a.run === b.run && a.log === b.log && a.at === b.at;

/** Whether `hit` stands after `place` within the place's run. */
const isBehind = (hit: Spot, place: Place): boolean => {
  if (hit.log === place.log) return hit.at > place.at;
  return hit.log !== null && (place.log === null || hit.log > place.log);
};

export const encodePlace = (place: Place): string =>
  Buffer.from(JSON.stringify([place.started, place.run, place.log, place.at, place.nth])).toString(
    "base64url",
  );

/** Throws `bad-cursor`. */
export const decodePlace = (cursor: string): Place => {
  const [started, run, log, at, nth] = decode(cursor);
  if (
    typeof started === "string" &&
    !Number.isNaN(Date.parse(started)) &&
    typeof run === "string" &&
    isLog(log)
  )
    if (Number.isSafeInteger(at) && Number.isSafeInteger(nth))
      return { started, run, log, at: Number(at), nth: Number(nth) };
  throw new AppError("bad-cursor", "the cursor is not one that a search has answered", {
    parameter: "cursor",
  });
};

const isLog = (value: unknown): value is string | null => value === null || typeof value === "string";

const decode = (cursor: string): readonly unknown[] => {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
};

/** Passes only the hits behind a place. Needs no order among runs that started together; where the place's run is gone, goes on with the next start. */
export const behind = (place: Place): ((hit: Hit) => boolean) => {
  let met = false;
  let seen = 0;
  return (hit) => {
    const spot = spotOf(hit);
    if (spot.started < place.started) return true;
    if (spot.started > place.started) return false;
    if (spot.run !== place.run) return met;
    met = true;
    if (!isSameSpot(spot, place)) return isBehind(spot, place);
    seen += 1;
    return seen > place.nth;
  };
};
