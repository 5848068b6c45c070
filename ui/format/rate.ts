import type { RatedCounts } from "../../model/counts.ts";
import { grouped } from "./number.ts";

/** A pass rate in the three parts in which it is shown, for columns that align: `72 %`, `57–83`, `31 of 43`. */
export interface RateText {
  readonly percent: string;
  readonly interval: string;
  readonly of: string;
}

/** A share in per cent. 100 and 0 are said only of what is exactly that: 0.9996 is `99.9 %`. */
export const percent = (share: number): string => {
  const rounded = Math.round(share * 100);
  if (rounded === 100 && share < 1) return "99.9 %";
  if (rounded === 0 && share > 0) return "0.1 %";
  return `${rounded} %`;
};

/** Null where no result is rated: all of them broke, or were skipped. */
export const rateText = (counts: RatedCounts): RateText | null => {
  if (counts.rate === null || counts.low === null || counts.high === null) return null;
  const ok = counts.passed + counts.info;
  return {
    percent: percent(counts.rate),
    interval: `${Math.round(counts.low * 100)}–${Math.round(counts.high * 100)}`,
    of: `${grouped(ok)} of ${grouped(ok + counts.failed + counts.needs_inspection)}`,
  };
};

/** A pass rate in one line: `72 % (57–83), 31 of 43`. */
export const rateLine = (counts: RatedCounts): string => {
  const text = rateText(counts);
  return text === null ? "no rated result" : `${text.percent} (${text.interval}), ${text.of}`;
};
