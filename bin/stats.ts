import { type Command, Argument } from "commander";
import type { StatsAnswer, StatsRow } from "../model/answer/stats.ts";
import { openClient } from "./client.ts";
import { examples, newCommand, settingsOf, withSettings } from "./program.ts";
import { print, safeText, say, table } from "./terminal.ts";

interface Flags {
  readonly from?: string;
  readonly to?: string;
  readonly by?: string;
  readonly json?: true;
}

export const statsCommand = (): Command =>
  withSettings(
    newCommand("stats", "Counts outcomes and pass rates, with their 95 % interval."),
    "data",
    "store",
    "server",
    "token",
  )
    .addArgument(new Argument("<what>", "what to count by").choices(["checks", "packages", "trend"]))
    .argument("[query...]", "only results that this query selects")
    .option("--from <time>", "from: a date, a time, or -7d")
    .option("--to <time>", "until")
    .option("--by <bucket>", "hour, day, week or month, for the trend")
    .option("--json", "print the API's answer")
    .addHelpText(
      "after",
      examples("taskotron stats checks --from -7d", "taskotron stats trend package:bash --by week --json"),
    )
    .action(async (what: string, words: string[], flags: Flags) => {
      await using client = await openClient(settingsOf({ ...flags }));
      const query = new URLSearchParams({ q: words.join(" ") });
      for (const name of ["from", "to", "by"] as const)
        if (flags[name] !== undefined) query.set(name, flags[name]);
      const answer = (await client.call("GET", `/stats/${what}?${query.toString()}`)) as StatsAnswer;
      for (const warning of answer.warnings) say(`taskotron: ${safeText(warning.message)}`);
      if (flags.json) return print(JSON.stringify(answer, null, 2));
      if (answer.data.length === 0)
        return say(`no results between ${answer.window.from} and ${answer.window.to}`);
      print(table([HEAD, ...answer.data.map(cells)]));
      say(`${answer.window.from} – ${answer.window.to}, UTC`);
    });

const HEAD = [
  "",
  "pass rate",
  "95 %",
  "passed",
  "info",
  "failed",
  "needs",
  "aborted",
  "crashed",
  "skipped",
  "n",
];

/** Whole percent, but with a decimal where rounding would say all or none and it is not. */
const percent = (rate: number | null): string => {
  if (rate === null) return "–";
  const whole = Math.round(rate * 100);
  const isBlurred = (whole === 100 && rate < 1) || (whole === 0 && rate > 0);
  return isBlurred ? (rate * 100).toFixed(1) : String(whole);
};

const cells = (row: StatsRow): string[] => [
  safeText(row.check ?? row.package ?? row.bucket ?? ""),
  row.rate === null ? "–" : `${percent(row.rate)} %`,
  row.rate === null ? "–" : `${percent(row.low)}–${percent(row.high)}`,
  ...[
    row.passed,
    row.info,
    row.failed,
    row.needs_inspection,
    row.aborted,
    row.crashed,
    row.skipped + row.todo,
    row.n,
  ].map(String),
];
