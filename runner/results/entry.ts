import { Scalar } from "yaml";
import type { ResultInput } from "../../model/result.ts";

/** Characters of a tool's output that are kept with its result. */
const MAX_OUTPUT = 1 << 20;

/** Characters of one line: in UTF-8 still less than a line of TAP may have. */
const MAX_LINE = 16 << 10;

/** A result as a map of ResultYAML, or of a point's YAML block: read again, it is the same result. `output` is what the tool said, line by line. */
export const entryOf = (result: ResultInput, output: string | null): Readonly<Record<string, unknown>> => {
  const { item, type, arch, outcome, check, data = {}, findings = [] } = result;
  const text = output === null ? "" : presentable(output);
  return {
    item,
    type,
    arch,
    ...present({ scenario: result.scenario }),
    checkname: check,
    outcome: plain(outcome),
    ...present({
      note: result.note,
      artifact: result.artifact,
      ref_url: result.ref_url,
      duration_ms: result.duration_ms,
    }),
    ...data,
    // an empty list says that the output has none
    ...((findings.length > 0 || text !== "") && { findings: findings.map(withoutLine) }),
    ...(text !== "" &&
      isMapOrNothing(data["details"]) && { details: { ...data["details"], output: literal(text) } }),
  };
};

const present = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));

const withoutLine = ({ severity, tag, message, subject }: NonNullable<ResultInput["findings"]>[number]) => ({
  severity,
  tag,
  message,
  subject,
});

const isMapOrNothing = (value: unknown): value is Readonly<Record<string, unknown>> | undefined =>
  value === undefined || (typeof value === "object" && value !== null && !Array.isArray(value));

const plain = (word: string): Scalar => {
  const scalar = new Scalar(word);
  scalar.type = Scalar.PLAIN;
  return scalar;
};

const literal = (text: string): Scalar => {
  const scalar = new Scalar(text);
  scalar.type = Scalar.BLOCK_LITERAL;
  return scalar;
};

/** Lines that a log can have: not too long, without carriage returns and blank ends, and not without end. */
const presentable = (output: string): string => {
  const lines = output
    .toWellFormed()
    .replaceAll("\r", "")
    .replace(/^(?:[ \t]*\n)+/, "")
    .trimEnd()
    .split("\n")
    .flatMap(pieces);
  let size = 0;
  const end = lines.findIndex((line) => (size += line.length + INDENT) > MAX_OUTPUT);
  if (end === -1) return lines.join("\n");
  return [...lines.slice(0, end), `[${lines.length - end} further lines are left out]`].join("\n");
};

/** Characters that each line takes beside its own. */
const INDENT = 8;

const pieces = (line: string): readonly string[] =>
  line.length <= MAX_LINE
    ? [line]
    : Array.from({ length: Math.ceil(line.length / MAX_LINE) }, (_, at) =>
        line.slice(at * MAX_LINE, (at + 1) * MAX_LINE),
      );
