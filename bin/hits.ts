import type { HitInContext, SearchAnswer } from "../model/answer/search.ts";
import { stripAnsi } from "../model/lines.ts";
import { outcomeText, paint, print, safeText, say } from "./terminal.ts";

/** Prints hits as grep does: a heading per run, then its lines with numbers; the impact sentence goes to stderr. */
export const printHits = (answer: SearchAnswer): void => {
  let run = "";
  for (const hit of answer.data) {
    if (hit.run !== run) {
      if (run !== "") print("");
      print(heading(hit));
    }
    run = hit.run;
    printHit(hit);
  }
  say(impactSentence(answer));
};

const heading = (hit: HitInContext): string =>
  `${outcomeText(hit.outcome).trimEnd()}  ${paint("bold", safeText(hit.item))}  ${safeText(hit.check)}  ${hit.arch}  ${hit.started}${hit.generated ? "  generated" : ""}\n${paint("gray", hit.run)}`;

const printHit = (hit: HitInContext): void => {
  const place = hit.kind === "log" ? `${hit.log}:${hit.line}` : `${hit.kind} ${hit.position}`;
  if (hit.context === undefined || hit.context.length === 0)
    return print(`${paint("green", safeText(place))}:${marked(hit.text, hit.highlights)}`);
  for (const line of hit.context) {
    if (line.number === hit.line)
      print(`${paint("green", `${line.number}`)}:${marked(hit.text, hit.highlights)}`);
    else print(`${paint("gray", `${line.number}-`)}${safeText(stripAnsi(line.text))}`);
  }
  print(paint("gray", "--"));
};

const marked = (text: string, highlights: readonly (readonly [number, number])[]): string => {
  let done = 0;
  let out = "";
  for (const [start, end] of highlights) {
    out += safeText(text.slice(done, start)) + paint(["bold", "red"], safeText(text.slice(start, end)));
    done = end;
  }
  return out + safeText(text.slice(done));
};

/** "in 14 of 2,310 runs, 9 of 61 failed ones, 3 packages"; "at least" where the time limit ended the count. */
const impactSentence = ({ impact, total, took_ms }: SearchAnswer): string => {
  if (total.value === 0)
    return `nothing found in ${many(impact.runs_total, "run")} (${Math.round(took_ms)} ms)`;
  const bound = impact.exact ? "" : "at least ";
  return (
    `${bound}${many(total.value, "hit")} in ${number(impact.runs)} of ${many(impact.runs_total, "run")}, ` +
    `${number(impact.failed_runs)} of ${number(impact.failed_runs_total)} failed ones, ${many(impact.packages, "package")} (${Math.round(took_ms)} ms)`
  );
};

const number = (n: number): string => n.toLocaleString("en-US");

const many = (n: number, thing: string): string => `${number(n)} ${thing}${n === 1 ? "" : "s"}`;
