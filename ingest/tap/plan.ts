import type { Problems } from "../problems.ts";
import type { Point } from "./point.ts";

/** The plan of a stream, and what stands against it. */
export class Plan {
  readonly #problems: Problems;
  #range: { readonly start: number; readonly end: number; readonly line: number } | null = null;

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  get isKnown(): boolean {
    return this.#range !== null;
  }

  /** Points that it announces; null without a plan. */
  get size(): number | null {
    return this.#range && this.#range.end - this.#range.start + 1;
  }

  set(start: number, end: number, line: number): void {
    this.#range = { start, end, line };
  }

  /** Whether a point that is the `position`th can be a result: those after the plan's end cannot. */
  takes(point: Point, position: number): boolean {
    if (this.size !== null && position > this.size) {
      this.#afterEnd(`${point.ok ? "ok" : "not ok"} ${point.number ?? ""} ${point.name}`, point.line);
      return false;
    }
    const expected = (this.#range?.start ?? 1) + position - 1;
    if (point.number !== null && point.number !== expected)
      this.#problems.add(
        "bad-number",
        point.line,
        `the point is numbered ${point.number}, expected ${expected}`,
      );
    return true;
  }

  refusePoint(text: string, line: number): void {
    this.#afterEnd(text, line);
  }

  refusePlan(text: string, line: number): void {
    this.#problems.add(
      "second-plan",
      line,
      `a second plan, ${text}, after that in line ${this.#range?.line}`,
    );
  }

  /** Compares with what came, once all has come. */
  check(results: number): void {
    if (this.#range === null && results === 0)
      this.#problems.add("no-tap", null, "nothing in the output is TAP");
    else if (this.#range === null)
      this.#problems.add("no-plan", null, `the output has ${results} points and no plan`);
    else if (this.size !== results)
      this.#problems.add(
        "plan-mismatch",
        this.#range.line,
        `the plan announces ${this.size} points, the output has ${results}`,
      );
  }

  #afterEnd(text: string, line: number): void {
    const named = text.replace(/\s+/g, " ").trim().slice(0, 200);
    this.#problems.add("after-plan", line, `a point after the plan's end is no result: ${named}`);
  }
}
