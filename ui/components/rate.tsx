import type { RatedCounts } from "../../model/counts.ts";
import { rateLine, rateText } from "../format/rate.ts";

const WIDTH = 64;
const HEIGHT = 8;

/** Below this many results a rate says little: it is greyed. */
const FEW = 5;

const Bar = ({ counts }: { readonly counts: RatedCounts }) => (
  <svg
    class="rate-bar"
    width={WIDTH}
    height={HEIGHT}
    viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    <rect class="rate-rest" width={WIDTH} height={HEIGHT} rx="2" />
    <rect class="rate-ok" width={WIDTH * (counts.rate ?? 0)} height={HEIGHT} rx="2" />
    <rect
      class="rate-interval"
      x={WIDTH * (counts.low ?? 0)}
      width={WIDTH * ((counts.high ?? 0) - (counts.low ?? 0))}
      y={HEIGHT / 2 - 1}
      height="2"
    />
  </svg>
);

/** A pass rate as bar, per cent, interval and n, in columns that align from row to row. */
export const Rate = ({ counts }: { readonly counts: RatedCounts }) => {
  const text = rateText(counts);
  if (text === null) return <span class="dimmer">no rated result</span>;
  const rated = counts.passed + counts.info + counts.failed + counts.needs_inspection;
  return (
    <span class={rated < FEW ? "rate few" : "rate"} title={`95 % interval; ${rateLine(counts)}`}>
      <Bar counts={counts} />
      <b>{text.percent}</b>
      <span class="rate-ci">({text.interval}),</span>
      <span class="rate-of">{text.of}</span>
    </span>
  );
};
