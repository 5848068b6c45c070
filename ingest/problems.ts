import { LIMITS } from "../model/limits.ts";
import type { Problem, ProblemKind } from "../model/problem.ts";

/** Kinds that decide how a run ends: told however many problems there are. */
const DECISIVE: ReadonlySet<ProblemKind> = new Set(["no-tap", "bad-file"]);

/** The problems of one output, in order of finding; beyond `LIMITS.problems` they are only counted. */
export class Problems {
  readonly #told: Problem[] = [];
  #more = 0;

  add(kind: ProblemKind, line: number | null, message: string): void {
    if (this.#told.length < LIMITS.problems || DECISIVE.has(kind)) this.#told.push({ kind, line, message });
    else this.#more++;
  }

  get all(): readonly Problem[] {
    if (this.#more === 0) return this.#told;
    return [...this.#told, { kind: "too-many", line: null, message: `and ${this.#more} further problems` }];
  }
}
