import type { Finding } from "../../model/finding.ts";
import { stripAnsi } from "../../model/lines.ts";
import { compiler } from "./compiler.ts";
import type { Grammar } from "./grammar.ts";
import { rpmlint } from "./rpmlint.ts";

/** The grammars, tried in this order on every line. */
const GRAMMARS: readonly Grammar[] = [rpmlint, compiler];

/** The findings in a tool's output, in order; `lineOf` gives the log line of each of its lines, counted from 0. */
export const readFindings = (output: string, lineOf: (index: number) => number | null): Finding[] =>
  output.split("\n").flatMap((text, index) => {
    const found = readLine(stripAnsi(text).trimEnd());
    return found === null ? [] : [{ ...found, line: lineOf(index) }];
  });

const readLine: Grammar = (line) => {
  for (const grammar of GRAMMARS) {
    const found = grammar(line);
    if (found !== null) return found;
  }
  return null;
};
