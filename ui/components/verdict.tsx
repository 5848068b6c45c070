import type { RatedCounts } from "../../model/counts.ts";
import type { SeriesAnswer } from "../../model/answer/series.ts";
import { isOk, type Outcome } from "../../model/outcome.ts";
import { grouped } from "../format/number.ts";
import { rateLine } from "../format/rate.ts";

interface Judged {
  readonly counts: RatedCounts;
  readonly series: readonly SeriesAnswer[];
}

const isBad = (outcome: Outcome): boolean => !isOk(outcome) && outcome !== "SKIPPED" && outcome !== "TODO";

const failing = ({ series }: Judged): number => series.filter(({ latest }) => isBad(latest.outcome)).length;

const found = (judged: Judged): string => {
  const [bad, all] = [failing(judged), judged.series.length];
  if (all === 0) return "No results in this stretch of time.";
  if (bad === 0)
    return all === 1 ? "The latest result is fine." : `All ${grouped(all)} latest results are fine.`;
  return `${grouped(bad)} of ${grouped(all)} latest results ${bad === 1 ? "is" : "are"} not fine.`;
};

/** Is it bad? In one line of plain text, for link previews. */
export const verdictLine = (judged: Judged): string =>
  `${found(judged)} Pass rate ${rateLine(judged.counts)}.`;

/** Is it bad? In words and numbers, before any picture. */
export const Verdict = ({ answer }: { readonly answer: Judged }) => (
  <p class="verdict">
    <b class={failing(answer) > 0 ? "down" : "up"}>{found(answer)}</b> Pass rate {rateLine(answer.counts)}.
  </p>
);
