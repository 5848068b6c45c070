import { AppError } from "../model/errors.ts";

/** Bytes `start` ≤ offset < `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** The one range that a `Range` header asks for (RFC 9110, 14.2); null where it asks for none, for several, or in another unit: then the whole is due.
    Throws `bad-range` where the range lies beyond `size`. */
export const parseRange = (header: string | undefined, size: number): ByteRange | null => {
  const found = /^bytes=\s*(\d{0,16})-(\d{0,16})\s*$/.exec(header ?? "");
  const [, first = "", last = ""] = found ?? [];
  if (first === "" && last === "") return null;
  if (first === "") return within(Math.max(0, size - Number(last)), Number(last) === 0 ? 0 : size, size);
  if (last !== "" && Number(last) < Number(first)) return null;
  return within(Number(first), last === "" ? size : Math.min(size, Number(last) + 1), size);
};

const within = (start: number, end: number, size: number): ByteRange => {
  if (start < end) return { start, end };
  throw new AppError("bad-range", `there are ${size} bytes; the range asks for none of them`, {
    bytes: size,
  });
};
