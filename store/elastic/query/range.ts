import type { Bounds, NumberTest } from "../../query/bounds.ts";
import { ALL, everyOf, type Filter, leaf, NONE } from "./filter.ts";

/** That a field of floating point numbers lies in the bounds; one without value does not. */
export const within = (field: string, bounds: Bounds): Filter =>
  stretchWithin({ from: field, to: field }, bounds);

/** As `within`, for whole numbers. */
export const integerWithin = (field: string, bounds: Bounds): Filter =>
  integersWithin({ from: field, to: field }, bounds);

/** That a stretch of whole numbers, both ends included, meets the bounds. */
export const integersWithin = (fields: Stretch, bounds: Bounds): Filter => {
  const low =
    bounds.from === null ? null : bounds.includesFrom ? Math.ceil(bounds.from) : Math.floor(bounds.from) + 1;
  const high =
    bounds.to === null ? null : bounds.includesTo ? Math.floor(bounds.to) : Math.ceil(bounds.to) - 1;
  if ((low ?? 0) > Number.MAX_SAFE_INTEGER || (high ?? 0) < Number.MIN_SAFE_INTEGER) return NONE;
  return stretchWithin(fields, {
    from: low === null ? null : Math.max(low, Number.MIN_SAFE_INTEGER),
    to: high === null ? null : Math.min(high, Number.MAX_SAFE_INTEGER),
    includesFrom: true,
    includesTo: true,
  });
};

/** Fields of the lowest and the highest number that a document has. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
}

const stretchWithin = (fields: Stretch, { from, to, includesFrom, includesTo }: Bounds): Filter =>
  everyOf([
    leaf({ exists: { field: fields.from } }),
    from === null ? ALL : leaf({ range: { [fields.to]: includesFrom ? { gte: from } : { gt: from } } }),
    to === null ? ALL : leaf({ range: { [fields.from]: includesTo ? { lte: to } : { lt: to } } }),
  ]);

/** What a test asks by `filter`; null for a test that is none on numbers. */
export const numbersFilter = (test: NumberTest, filter: (bounds: Bounds) => Filter): Filter | null => {
  if (test === "other") return null;
  return test === "none" ? NONE : filter(test);
};
