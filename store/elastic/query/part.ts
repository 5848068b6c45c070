import { ALL, everyOf, type Filter, isTaken, NONE, notOf, someOf } from "./filter.ts";

/** A part of a query as filters. Negation turns them round, so both sides are kept of what an index cannot decide. A run is asked together with one
    of its results: it may hold for one and not for another. */
export interface Part {
  /** Passes every document that the part may hold for. */
  readonly may: Filter;
  /** Passes only documents that it holds for, with each of its results. */
  readonly must: Filter;
  /** `may` passes no other than it holds for. */
  readonly exact: boolean;
  /** Of runs: the documents of results that it may hold by, which are not looked for yet. */
  readonly byResult: Filter;
  /** It holds with every result or with none. */
  readonly whole: boolean;
}

export const exactly = (filter: Filter): Part => ({
  may: filter,
  must: filter,
  exact: true,
  byResult: NONE,
  whole: true,
});

/** It holds for some of those that the filter passes. */
export const among = (filter: Filter): Part =>
  filter.kind === "none" ? NEVER : { may: filter, must: NONE, exact: false, byResult: NONE, whole: true };

/** Between two filters. */
export const between = (must: Filter, may: Filter): Part => ({ ...among(may), must });

export const ALWAYS = exactly(ALL);
export const NEVER = exactly(NONE);
const UNKNOWN = among(ALL);

const taken = (part: Part): Part =>
  [part.may, part.must, part.byResult].every(isTaken) ? part : { ...UNKNOWN, whole: part.whole };

/** Its parts must have looked for their results already. */
export const everyPart = (parts: readonly Part[]): Part =>
  taken({
    may: everyOf(parts.map(({ may }) => may)),
    must: everyOf(parts.map(({ must }) => must)),
    // Two parts may each hold with a result of their own.
    exact: parts.every(({ exact }) => exact) && parts.filter(({ whole }) => !whole).length < 2,
    byResult: NONE,
    whole: parts.every(({ whole }) => whole),
  });

export const somePart = (parts: readonly Part[]): Part =>
  taken({
    may: someOf(parts.map(({ may }) => may)),
    must: someOf(parts.map(({ must }) => must)),
    exact: parts.every(({ exact }) => exact),
    byResult: someOf(parts.map(({ byResult }) => byResult)),
    whole: parts.every(({ whole }) => whole),
  });

export const notPart = (part: Part): Part => ({
  may: notOf(part.must),
  must: part.byResult.kind === "none" ? notOf(part.may) : NONE,
  exact: part.exact && part.whole,
  byResult: NONE,
  whole: part.whole,
});
