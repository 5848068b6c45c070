import type { OpenReader } from "../ingest/reader.ts";
import type { Ending } from "../model/ending.ts";
import { AppError } from "../model/errors.ts";
import type { Source } from "../model/run.ts";

/** Why a task from there, of this namespace of its own, may not report a check; null when it may. */
export type RefuseCheck = (
  check: string,
  from: { readonly source: Source | null; readonly namespace: string | null },
) => string | null;

/** Keeps results out that a task may not report, and remembers why. */
export class Refusals {
  readonly #refuse: (check: string) => string | null;
  #fault: string | null = null;

  /** `refuse` says why a check is not reported; null for one that is. */
  constructor(refuse: (check: string) => string | null) {
    this.#refuse = refuse;
  }

  /** Throws `forbidden` for a check that is refused. */
  check(check: string): void {
    const why = this.#refuse(check);
    if (why !== null) throw new AppError("forbidden", why);
  }

  /** Readers that tell only what is not refused. */
  guard(open: OpenReader): OpenReader {
    return (defaults, tell) =>
      open(defaults, (results) => {
        const allowed = results.filter(({ check }) => !this.#isRefused(check));
        if (allowed.length > 0) tell(allowed);
      });
  }

  /** How a run ends that would end like this: one with a refused result is ABORTED. */
  settle<T extends Ending>(ending: T): T {
    return this.#fault === null ? ending : { ...ending, state: "ABORTED", fault: this.#fault };
  }

  #isRefused(check: string): boolean {
    const why = this.#refuse(check);
    this.#fault ??= why;
    return why !== null;
  }
}
