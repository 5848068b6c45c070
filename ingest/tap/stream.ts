import { lineTypes, Parser } from "tap-parser";
import { LIMITS } from "../../model/limits.ts";
import type { ResultInput } from "../../model/result.ts";
import { LineCutter } from "../lines.ts";
import { Problems } from "../problems.ts";
import type { ReaderDefaults, Reading } from "../reader.ts";
import { indentation, mayBeTap } from "./candidate.ts";
import { Level } from "./level.ts";
import { Plan } from "./plan.ts";
import type { Point } from "./point.ts";
import { resultOf } from "./result.ts";
import { Source } from "./source.ts";

const INDENT = 4;

/** Reads one stream of TAP, in the thread that it is called in. */
export class TapStream {
  readonly #defaults: ReaderDefaults;
  readonly #tell: (result: ResultInput) => void;
  readonly #parser = new Parser();
  readonly #source = new Source();
  readonly #problems = new Problems();
  readonly #lines = new LineCutter(LIMITS.tapLine, (line, number, whole) => this.#read(line, number, whole));
  readonly #plan = new Plan(this.#problems);
  #results = 0;
  #bailout: string | null = null;
  #over = false;

  constructor(defaults: ReaderDefaults, tell: (result: ResultInput) => void) {
    this.#defaults = defaults;
    this.#tell = tell;
    new Level(this.#parser, this.#source, {
      onPoint: (point) => this.#point(point),
      onProblem: (...problem) => this.#problems.add(...problem),
      onRefused: (text) => this.#refused(text),
    });
    this.#parser.on("plan", ({ start, end }: { start: number; end: number }) => {
      if (!this.#over) this.#plan.set(start, end, this.#source.number);
    });
    this.#parser.on("bailout", (reason: string) => this.#bailOut(reason));
  }

  write(bytes: Uint8Array): void {
    this.#lines.write(bytes);
  }

  end(): Reading {
    this.#lines.end();
    const isFull = this.#over && this.#bailout === null;
    this.#over = true;
    if (!isFull) this.#parser.end();
    if (this.#bailout === null && !isFull) this.#plan.check(this.#results);
    return {
      results: this.#results,
      plan: this.#plan.size,
      bailout: this.#bailout,
      problems: this.#problems.all,
    };
  }

  #read(bytes: Uint8Array, number: number, whole: boolean): void {
    if (this.#over) return;
    const line = number === 1 ? withoutMark(bytes) : bytes;
    const indent = indentation(line);
    const inBlock = this.#source.open > 0;
    if (!(inBlock && (indent > 0 || line.length === 0)) && !mayBeTap(line)) return;
    if (!whole)
      this.#problems.add(
        "too-long",
        number,
        `a line is longer than ${LIMITS.tapLine} bytes; its rest is left out`,
      );
    if (!inBlock && indent > INDENT * LIMITS.tapDepth) return this.#tooDeep(number);
    this.#parser.parse(this.#source.enter(line, number));
  }

  #tooDeep(number: number): void {
    this.#problems.add("too-deep", number, `subtests are nested deeper than ${LIMITS.tapDepth} levels`);
  }

  #point(point: Point): void {
    if (this.#bailout !== null) return;
    if (!this.#plan.takes(point, this.#results + 1)) return;
    if (this.#results === LIMITS.results) {
      this.#over = true;
      this.#problems.add(
        "too-many",
        point.line,
        `a run may have ${LIMITS.results} results; the further points are left out`,
      );
      return;
    }
    this.#tell(resultOf(point, ++this.#results, { defaults: this.#defaults, problems: this.#problems }));
  }

  /** tap-parser refuses points and plans after a plan that came last, and every second plan. */
  #refused(text: string): void {
    if (!this.#plan.isKnown) return;
    if (lineTypes.testPoint.test(text)) this.#plan.refusePoint(text.trim(), this.#source.number);
    else if (lineTypes.plan.test(text)) this.#plan.refusePlan(text.trim(), this.#source.number);
  }

  #bailOut(reason: string): void {
    if (this.#bailout !== null) return;
    this.#bailout = reason;
    this.#over = true;
    this.#problems.add(
      "bail-out",
      this.#source.number,
      reason === "" ? "the task gave up" : `the task gave up: ${reason}`,
    );
  }
}

/** A byte order mark before the first line says nothing. */
const withoutMark = (line: Uint8Array): Uint8Array =>
  line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf ? line.subarray(3) : line;
