import assert from "node:assert/strict";
import { test } from "node:test";
import { expressionInterpreter } from "vega-interpreter";
import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { noCounts, rated } from "../../../model/counts.ts";
import { compileChart } from "../../../ui/charts/compile.ts";
import { slots } from "../../../ui/charts/bucket.ts";
import { histogramSpec } from "../../../ui/charts/histogram.ts";
import { histogramBars, trendBars } from "../../../ui/charts/rows.ts";
import { sparklineSpec } from "../../../ui/charts/sparkline.ts";
import { trendSpec } from "../../../ui/charts/trend.ts";

const WINDOW = { from: "2026-11-01T00:00:00Z", to: "2026-11-11T00:00:00Z" };
const AXIS = { from: Date.parse(WINDOW.from), to: Date.parse(WINDOW.to), width: 600, hours: false };

const day = (bucket: string, passed: number, failed: number) => ({
  bucket,
  last: null,
  ...rated({ ...noCounts(), n: passed + failed, passed, failed }),
});

const DAYS = [
  day("2026-11-01", 9, 1),
  day("2026-11-02", 8, 2),
  day("2026-11-03", 10, 0),
  day("2026-11-06", 3, 3),
  day("2026-11-08", 7, 0),
  day("2026-11-09", 7, 1),
];

const trend = trendSpec(
  trendBars(slots(DAYS, WINDOW, "day"), () => "/search"),
  AXIS,
  "day",
);

const histogram = histogramSpec(
  histogramBars(
    slots([{ bucket: "2026-11-02", ok: 1, failed: 2, broken: 1 }], WINDOW, "day"),
    () => "?from=x",
  ),
  AXIS,
  "day",
);

const warningsOf = (spec: TopLevelSpec): string[] => {
  const said: string[] = [];
  const logger = {
    level: () => logger,
    error: (...words: unknown[]) => (said.push(words.join(" ")), logger),
    warn: (...words: unknown[]) => (said.push(words.join(" ")), logger),
    info: () => logger,
    debug: () => logger,
  };
  compile(spec, { logger: logger });
  return said;
};

const svgOf = (spec: TopLevelSpec): Promise<string> =>
  new View(parse(compileChart(spec), undefined, { ast: true }), {
    expr: expressionInterpreter,
    renderer: "none",
  }).toSVG();

for (const [name, spec] of [
  ["trend", trend],
  ["histogram", histogram],
  ["sparkline", sparklineSpec([1, null, 3, 2])],
] as const)
  test(`the ${name} compiles without a warning`, () => {
    assert.deepEqual(warningsOf(spec), []);
  });

test("a gap in the data is a gap in the line, and a lone day is a dot", async () => {
  const svg = await svgOf(trend);
  const line = /mark-line[^>]*>.*?d="([^"]*)"/.exec(svg)?.[1] ?? "";
  assert.equal(line.match(/M/g)?.length, 3, line);
  assert.equal(svg.match(/mark-symbol[^>]*>(.*?)<\/g>/)?.[1]?.match(/<path/g)?.length, 1);
});

test("bars stand where their days are, also under the interpreter that browsers use", async () => {
  const svg = await svgOf(histogram);
  const bar = /fill="var\(--chart-fail\)"/.exec(svg);
  assert.ok(bar !== null, "a failed part is drawn");
  assert.match(svg, /d="M60,\d+(\.\d+)?h60v/);
});

test("colours are the page's own, so that one picture serves both themes, and nothing is styled inline", async () => {
  const svg = await svgOf(trend);
  assert.match(svg, /fill="var\(--chart-pass\)"/);
  assert.doesNotMatch(svg, /style=/);
  assert.doesNotMatch(svg, /(fill|stroke)="#/);
});
