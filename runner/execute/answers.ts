import { AppError } from "../../model/errors.ts";
import type { ResultInput } from "../../model/result.ts";
import { tapPoint } from "../results/tap-point.ts";

/** Where results are printed, and the plan that the task itself has printed there so far; null for none. */
interface Printer {
  readonly print: (text: string) => Promise<void>;
  readonly plan: () => string | null;
}

/** Results that steps have from elsewhere than the task's stdout. They are printed there as TAP as they come, so that a run has one list of results and its
    log shows all of them; the plan comes at the end. */
export class Answers {
  readonly #printer: Printer;
  readonly #known = new Set<string>();
  #isUsed = false;
  #planned: number | null = 0;
  #exitCode: number | null = null;

  constructor(printer: Printer) {
    this.#printer = printer;
  }

  /** Remembers a text whose results count already: one that a step printed and exported, or the value of a step that told its results. */
  saw(text: string): void {
    if (text.trim() !== "") this.#known.add(text.trimEnd());
  }

  /** Whether the results of exactly this text count already. */
  isKnown(text: string): boolean {
    return this.#known.has(text.trimEnd());
  }

  /** Prints results as TAP points, with what the tool said of each (null for nothing) below it. Throws `directive` where the task's own plan is printed. */
  async add(results: readonly ResultInput[], outputs: readonly (string | null)[]): Promise<void> {
    await this.#begin(results.length);
    for (const [at, result] of results.entries())
      await this.#printer.print(tapPoint(result, outputs[at] ?? null));
  }

  /** Prints TAP as it is, but for its version and its plan: `plan` is what it announced. Without a plan (null) the run has none either. Throws `directive`
      where the task's own plan is printed. */
  async addTap(text: string, plan: number | null): Promise<void> {
    await this.#begin(plan);
    const body = withoutFrame(text);
    await this.#printer.print(body.endsWith("\n") || body === "" ? body : `${body}\n`);
  }

  /** The exit code that an `exitcode` step gives the run; of several the worst. */
  exitWith(code: number): void {
    this.#exitCode = Math.max(code, this.#exitCode ?? 0);
  }

  /** Null where no step says so. */
  get exitCode(): number | null {
    return this.#exitCode;
  }

  /** Whether results were added, be it none. */
  get isUsed(): boolean {
    return this.#isUsed;
  }

  /** Prints the plan of what was added. */
  async end(): Promise<void> {
    if (this.#isUsed && this.#planned !== null && this.#printer.plan() === null)
      await this.#printer.print(`1..${this.#planned}\n`);
  }

  async #begin(points: number | null): Promise<void> {
    const own = this.#printer.plan();
    if (own !== null && points !== 0)
      throw new AppError(
        "directive",
        `the task printed a TAP plan of its own, ${own}: further results cannot follow it. Print no plan, or write that output to a file`,
      );
    if (!this.#isUsed && own === null) await this.#printer.print("TAP version 14\n");
    this.#isUsed = true;
    this.#planned = this.#planned === null || points === null ? null : this.#planned + points;
  }
}

/** A line of the top level that belongs to a stream as a whole. */
const FRAME = /^(?:\ufeff?TAP version \d+|\d+\.\.\d+(?:\s+#.*)?)\s*$/i;

const withoutFrame = (tap: string): string =>
  tap
    .split("\n")
    .filter((line) => !FRAME.test(line))
    .join("\n");
