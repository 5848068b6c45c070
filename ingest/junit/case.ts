import type { Finding } from "../../model/finding.ts";
import { LIMITS } from "../../model/limits.ts";
import type { Outcome } from "../../model/outcome.ts";
import type { ResultInput } from "../../model/result.ts";
import { outcomeOfWord } from "../outcome.ts";
import type { Problems } from "../problems.ts";
import type { ReaderDefaults } from "../reader.ts";
import { asName, asNote } from "../words.ts";

/** Elements below a `testcase` that decide its outcome, the worst last. */
const VERDICTS: Readonly<Record<string, Outcome>> = {
  skipped: "SKIPPED",
  failure: "FAILED",
  error: "FAILED",
};

/** Values of the attribute `result` that some tools write on a `testcase`. */
const WORDS: Readonly<Record<string, string>> = { pass: "PASSED", fail: "FAILED", error: "FAILED" };

/** A `testcase` while its elements come. */
export class TestCase {
  readonly #name: string;
  readonly #classname: string | null;
  readonly #result: string | null;
  readonly #seconds: number;
  readonly #line: number;
  readonly #findings: Finding[] = [];
  readonly #properties: [string, string][] = [];
  #verdict: Outcome | null = null;
  #text = "";
  #message: string | null = null;

  constructor(attributes: Readonly<Record<string, string>>, line: number) {
    this.#name = attributes["name"] ?? "";
    this.#classname = asName(attributes["classname"]);
    this.#result = asName(attributes["result"]);
    this.#seconds = Number(attributes["time"] || NaN);
    this.#line = line;
  }

  open(element: string, attributes: Readonly<Record<string, string>>, line: number): void {
    const verdict = VERDICTS[element];
    if (verdict === undefined) return;
    if (this.#verdict !== "FAILED") this.#verdict = verdict;
    this.#message ??= asNote(attributes["message"]);
    if (verdict === "FAILED" && this.#findings.length < LIMITS.findings)
      this.#findings.push({
        severity: "error",
        tag: asName(attributes["type"]),
        message: asNote(attributes["message"]) ?? "",
        subject: this.#classname,
        line,
      });
  }

  property(name: string, value: string): void {
    if (this.#properties.length < LIMITS.findings) this.#properties.push([name, value]);
  }

  text(element: string, text: string): void {
    if (element in VERDICTS) this.#text += text.slice(0, LIMITS.failureText - this.#text.length);
  }

  result(place: {
    readonly position: number;
    readonly last_line: number;
    readonly defaults: ReaderDefaults;
    readonly problems: Problems;
  }): ResultInput {
    const { position, last_line, defaults, problems } = place;
    const first = asNote(this.#text.trimStart().split("\n")[0]);
    const data = {
      ...(this.#classname !== null && { classname: this.#classname }),
      ...(this.#properties.length > 0 && { properties: Object.fromEntries(this.#properties) }),
    };
    return {
      position,
      check: asName([defaults.task, this.#classname, this.#name].filter(Boolean).join(".")) ?? defaults.task,
      item: defaults.item,
      type: defaults.type,
      arch: defaults.arch,
      outcome: this.#outcome(problems),
      note: this.#message ?? first,
      data,
      findings: this.#findings.map((each) => (each.message ? each : { ...each, message: first ?? "failed" })),
      log: { name: defaults.log, first_line: this.#line, last_line },
      duration_ms: Number.isFinite(this.#seconds) && this.#seconds >= 0 ? this.#seconds * 1000 : null,
    };
  }

  /** The text of its failure. */
  get output(): string | null {
    return this.#text.trim() === "" ? null : this.#text;
  }

  #outcome(problems: Problems): Outcome {
    if (this.#verdict !== null) return this.#verdict;
    if (this.#result === null) return "PASSED";
    return outcomeOfWord(WORDS[this.#result] ?? this.#result, this.#line, problems);
  }
}
