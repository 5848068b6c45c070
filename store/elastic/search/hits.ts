import type { Hit } from "../../../model/hit.ts";
import { shown } from "../../record/times.ts";
import type { RunFields } from "../documents.ts";
import type { RunLine } from "./lines.ts";
import type { Judged } from "./result-rows.ts";

/** Shows in a text what the query found there. */
type Highlighter = (text: string) => [number, number][];

/** The hit of a result, or of one of its findings, by its text. */
export const resultHit = (
  { run, result, finding }: Judged,
  highlights: Highlighter,
): Hit & { readonly position: number } => {
  const text = finding?.message ?? result.note ?? `${result.check} ${result.item}`;
  return {
    kind: finding === null ? "result" : "finding",
    run: run.run,
    position: result.position,
    log: null,
    line: null,
    text,
    highlights: highlights(text),
    package: result.package,
    item: result.item,
    check: result.check,
    arch: result.arch,
    outcome: result.outcome,
    started: shown(run.begin),
    generated: run.generated,
  };
};

/** The hit of a log line. */
export const lineHit = (run: RunFields, { log, line, text, highlights }: RunLine): Hit => ({
  kind: "log",
  run: run.run,
  position: null,
  log,
  line,
  text,
  highlights: highlights.map(([start, end]) => [start, end]),
  package: run.package,
  item: run.item,
  check: run.task,
  arch: run.arch,
  outcome: run.outcome,
  started: shown(run.begin),
  generated: run.generated,
});
