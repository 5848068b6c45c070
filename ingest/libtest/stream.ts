import { displayLine, stripAnsi } from "../../model/lines.ts";
import { LIMITS } from "../../model/limits.ts";
import type { Outcome } from "../../model/outcome.ts";
import { LineCutter } from "../lines.ts";
import { Problems } from "../problems.ts";
import type { ReaderDefaults, Reading } from "../reader.ts";
import type { Stream, TellOne } from "../thread/stream.ts";
import { Block } from "./block.ts";

const RUNNING = /^running (\d+) tests?$/;
const TEST = /^test (.+?)(?: - should panic)? \.\.\. ?(.*)$/;
const ENDED = /^(ok|FAILED|ignored|bench:)(?:, (.*)| <[\d.]+s>| .*)?$/;
const SECTION = /^---- (.+) std(?:out|err) ----$/;
const FAILURES = "failures:";
const RESULT = /^test result: /;

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  ok: "PASSED",
  FAILED: "FAILED",
  ignored: "SKIPPED",
  "bench:": "PASSED",
};

/** Reads what Rust's test programs print, alone or below `cargo test`: each test is a result named `CHECK.NAME`, told when the results of its program are complete.
    A program that tells of fewer tests than it announced is the problem `plan-mismatch`, a file without one `bad-file`. */
export class LibtestStream implements Stream {
  readonly #defaults: ReaderDefaults;
  readonly #tell: TellOne;
  readonly #problems = new Problems();
  readonly #lines = new LineCutter(LIMITS.tapLine, (line, number) =>
    this.#read(stripAnsi(displayLine(line)), number),
  );
  #block: Block | null = null;
  #results = 0;
  #isLibtest = false;

  constructor(defaults: ReaderDefaults, tell: TellOne) {
    this.#defaults = defaults;
    this.#tell = tell;
  }

  write(bytes: Uint8Array): void {
    this.#lines.write(bytes);
  }

  end(): Reading {
    this.#lines.end();
    this.#finish();
    if (!this.#isLibtest)
      this.#problems.add("bad-file", null, "no line `running N tests` of a Rust test program is in the file");
    return { results: this.#results, plan: null, bailout: null, problems: this.#problems.all };
  }

  #read(text: string, line: number): void {
    const [, count] = RUNNING.exec(text) ?? [];
    if (count !== undefined) return this.#begin(Number(count), line);
    const block = this.#block;
    if (block === null) return;
    if (RESULT.test(text)) return this.#finish();
    if (block.hasSections) return this.#readSection(block, text, line);
    if (text === FAILURES) block.hasSections = true;
    else this.#readTest(block, text, line);
  }

  #begin(expected: number, line: number): void {
    // a test may print the line of a program that it runs
    if (this.#block !== null && this.#block.size < this.#block.expected && !this.#block.hasSections) return;
    this.#finish();
    this.#isLibtest = true;
    this.#block = new Block(expected, line);
  }

  #readTest(block: Block, text: string, line: number): void {
    const [, name, rest = ""] = TEST.exec(text) ?? [];
    const [, word = "", reason = null] = ENDED.exec(name === undefined ? text : rest) ?? [];
    const outcome = OUTCOMES[word] ?? null;
    const { open } = block;
    if (open !== null && outcome !== null && name === undefined) open.outcome = outcome;
    else if (name !== undefined && block.size < block.expected)
      this.#addTest(block, { name, outcome, note: reason, line });
  }

  #addTest(block: Block, test: Parameters<Block["add"]>[0]): void {
    if (this.#results + block.size < LIMITS.results) return block.add(test);
    this.#problems.add(
      "too-many",
      test.line,
      `a run may have ${LIMITS.results} results; the further ones are left out`,
    );
  }

  #readSection(block: Block, text: string, line: number): void {
    const [, name] = SECTION.exec(text) ?? [];
    if (name !== undefined && block.openSection(name, line)) return;
    if (text === FAILURES) block.closeSection();
    else block.text(text, line);
  }

  #finish(): void {
    const block = this.#block;
    if (block === null) return;
    this.#block = null;
    if (block.size !== block.expected)
      this.#problems.add(
        "plan-mismatch",
        block.line,
        `${block.expected} tests were to run, ${block.size} are told of`,
      );
    block.tell(this.#results + 1, this.#defaults, this.#tell);
    this.#results += block.size;
  }
}
