import { type Fields, readFields } from "../fields.ts";
import { readFindings } from "../findings/read.ts";
import type { Finding } from "../../model/finding.ts";
import { YamlFault, YamlText } from "../yaml-text.ts";
import type { Problems } from "../problems.ts";
import type { Block } from "./point.ts";

/** What the YAML block of a point says, and the lines of the log that its tool's output is in. */
export interface BlockFields extends Fields {
  readonly output_lines: { readonly first_line: number; readonly last_line: number } | null;
}

/** Reads a block; null, and a problem, for one that cannot be read. */
export const readBlock = (block: Block, problems: Problems): BlockFields | null => {
  const lineAt = (line: number): number => block.numbers[line - 1] ?? block.last_line;
  try {
    const yaml = new YamlText(`${block.lines.join("\n")}\n`);
    if (yaml.root === null) return null;
    // A list or a text is YAML too: it has no fields, and is kept under one key.
    const entries = yaml.isMap(yaml.root) ? yaml.entries(yaml.root) : new Map([["diagnostics", yaml.root]]);
    const fields = readFields(yaml, entries, (node) => lineAt(yaml.line(node)));
    const lines = linesOf(fields, lineAt);
    return { ...fields, findings: findingsOf(fields, lines), output_lines: ends(lines) };
  } catch (error) {
    if (!(error instanceof YamlFault)) throw error;
    problems.add(
      "broken-yaml",
      lineAt(error.line),
      `the YAML block cannot be read: ${error.message.slice(0, 300)}`,
    );
    return null;
  }
};

/** Log lines of the output's lines, where they stand one by one in the log. */
const linesOf = ({ literal }: Fields, lineAt: (line: number) => number): readonly number[] | null =>
  literal &&
  literal.text
    .replace(/\n+$/, "")
    .split("\n")
    .map((_, index) => lineAt(literal.first_line + index));

const ends = (lines: readonly number[] | null): BlockFields["output_lines"] => {
  const [first_line, last_line] = [lines?.[0], lines?.at(-1)];
  return first_line === undefined || last_line === undefined ? null : { first_line, last_line };
};

/** The listed findings, each at its line of the output where the output has them all in the same order; without a list, those
    that the output holds. */
const findingsOf = ({ findings, output }: Fields, lines: readonly number[] | null): readonly Finding[] => {
  const found = output === null ? [] : readFindings(output, (index) => lines?.[index] ?? null);
  if (findings === null) return found;
  const same = findings.length === found.length && findings.every((each, at) => each.tag === found[at]?.tag);
  return same ? findings.map((each, at) => ({ ...each, line: found[at]?.line ?? each.line })) : findings;
};
