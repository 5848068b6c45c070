import fc from "fast-check";
import type { ResultInput } from "../../../model/result.ts";
import { OUTCOMES } from "../../../model/outcome.ts";

/** Texts that mean something to TAP, YAML or a terminal. */
const HOSTILE = [
  "ok",
  "not ok 1 - x",
  "1..3",
  "---",
  "...",
  "  ...",
  "TAP version 14",
  "Bail out! now",
  "# SKIP",
  "a # TODO b",
  "a {",
  "}",
  "a\\",
  '"',
  "'",
  "null",
  "~",
  "true",
  "1.10",
  "- a",
  "a: b",
  "&a",
  "*a",
  "!!int 1",
  "%YAML 1.2",
  "\u001b[31mred\u001b[0m",
  "\r",
  "\t",
  "\u2028",
  "\u0085",
  "\ufeff",
  "\u00a0",
  "\u0000",
  "\u007f",
  "é𝒳",
  " ".repeat(40),
  "x".repeat(2500),
];

const piece = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constant("\n"),
);

/** Any text. */
export const text: fc.Arbitrary<string> = fc
  .array(piece, { maxLength: 5 })
  .chain((pieces) => fc.constantFrom("", " ", "\n").map((between) => pieces.join(between)));

/** A text as readers of results leave a name: one line without control characters. */
const name = text
  .map((each) =>
    each
      .replace(/[\x00-\x1f\x7f]+/g, " ")
      .toWellFormed()
      .slice(0, 900)
      .trim(),
  )
  .filter((each) => each !== "" && !each.includes("\u001b"));

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: "small" },
    text.map((each) => each.toWellFormed()),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((each) => !Number.isInteger(each)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("any"), { maxLength: 3 }),
    fc.dictionary(
      text.map((each) => each.toWellFormed()),
      tie("any"),
      { maxKeys: 3, noNullPrototype: true },
    ),
  ),
})).any;

const RESERVED =
  /^(?:item|type|outcome|summary|note|results|checkname|artifact|ref_url|arch|scenario|findings|duration_ms|_internal|details|message|error)$/;

const data = fc.dictionary(
  text.map((each) => each.toWellFormed()).filter((key) => !RESERVED.test(key)),
  value,
  { maxKeys: 4, noNullPrototype: true },
) as fc.Arbitrary<Record<string, unknown>>;

const finding = fc.record({
  severity: fc.constantFrom("error", "warning", "info"),
  tag: fc.option(text.map((each) => each.toWellFormed())),
  message: text.map((each) => each.toWellFormed()),
  subject: fc.option(text.map((each) => each.toWellFormed())),
  line: fc.constant(null),
});

/** A result as readers give it. */
export const result = fc.record({
  position: fc.constant(1),
  check: name,
  item: name,
  type: name,
  arch: fc.constantFrom("noarch", "x86_64", "i386"),
  scenario: fc.option(name),
  outcome: fc.constantFrom(...OUTCOMES),
  note: fc.option(name),
  data,
  findings: fc.array(finding, { maxLength: 3 }),
  artifact: fc.option(name),
  ref_url: fc.option(name),
  duration_ms: fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }).map((each) => each + 0)),
});

/** What two readings of a result have in common: not where it stands. */
export const same = ({ log: _log, position: _position, findings = [], ...rest }: ResultInput) => ({
  ...rest,
  findings: findings.map((each) => ({ ...each, line: null })),
});
