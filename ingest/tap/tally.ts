import { LIMITS } from "../../model/limits.ts";
import type { Failure, Point, Subtest } from "./point.ts";

/** Counts the points of a subtest and of those below it while they come. */
export class SubtestTally {
  readonly #path: readonly string[];
  readonly #first: number;
  #last: number;
  readonly #counts = { passed: 0, failed: 0, skipped: 0, todo: 0 };
  readonly #failures: Failure[] = [];

  constructor(path: readonly string[], first_line: number) {
    this.#path = path;
    this.#first = this.#last = first_line;
  }

  add(point: Point): void {
    const { subtest } = point;
    const saysItAll = subtest !== null && (point.ok ? sum(subtest) > 0 : subtest.tally.failed > 0);
    if (saysItAll) return this.#addSubtest(subtest);
    if (point.skip !== false) this.#counts.skipped++;
    else if (point.todo !== false) this.#counts.todo++;
    else if (point.ok) this.#counts.passed++;
    else {
      this.#counts.failed++;
      this.#fail({ path: this.#path, name: point.name, line: point.line });
    }
  }

  end(last_line: number): void {
    this.#last = last_line;
  }

  get all(): Subtest {
    return {
      first_line: this.#first,
      last_line: this.#last,
      tally: this.#counts,
      failures: this.#failures,
    };
  }

  /** Whether leaving the subtest open says something: it has a name, or something in it failed. */
  get isTelling(): boolean {
    return this.#counts.failed > 0 || (this.#path.at(-1) !== "" && sum(this.all) > 0);
  }

  #addSubtest({ tally, failures }: Subtest): void {
    this.#counts.passed += tally.passed;
    this.#counts.failed += tally.failed;
    this.#counts.skipped += tally.skipped;
    this.#counts.todo += tally.todo;
    failures.forEach((failure) => this.#fail(failure));
  }

  #fail(failure: Failure): void {
    if (this.#failures.length < LIMITS.findings) this.#failures.push(failure);
  }
}

const sum = ({ tally }: Subtest): number => tally.passed + tally.failed + tally.skipped + tally.todo;
