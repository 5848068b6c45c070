import type { ResultInput } from "../../model/result.ts";

/** Results that steps have from elsewhere than the task's stdout. They are printed there as TAP as they come, so that a run has one list of results and its
    log shows all of them; the plan comes at the end. */
export class Answers {
  readonly #print: (text: string) => Promise<void>;
  readonly #printed = new Set<string>();
  #planned = 0;
  #exitCode: number | null = null;

  constructor(print: (text: string) => Promise<void>) {
    this.#print = print;
  }

  /** Remembers a text that a step printed and exported: its results count already. */
  saw(text: string): void {
    if (text !== "") this.#printed.add(text.trimEnd());
  }

  /** Whether the task itself printed exactly this text. */
  isPrinted(text: string): boolean {
    return this.#printed.has(text.trimEnd());
  }

  /** Prints results as TAP points. */
  async add(results: readonly ResultInput[]): Promise<void> {
    if (results.length === 0) return;
    await this.#points("", results.length);
  }

  /** Prints TAP as it is, but for its version and its plan: `points` is how many it announced. */
  async addTap(text: string, points: number): Promise<void> {
    await this.#points(text, points);
  }

  /** The exit code that an `exitcode` step gives the run; of several the worst. */
  exitWith(code: number): void {
    this.#exitCode = Math.max(code, this.#exitCode ?? 0);
  }

  /** Null where no step says so. */
  get exitCode(): number | null {
    return this.#exitCode;
  }

  /** Prints the plan of what was added, if anything was. */
  async end(): Promise<void> {
    if (this.#planned > 0) await this.#print(`1..${this.#planned}\n`);
  }

  async #points(text: string, count: number): Promise<void> {
    const version = this.#planned === 0 ? "TAP version 14\n" : "";
    this.#planned += count;
    await this.#print(version + text);
  }
}
