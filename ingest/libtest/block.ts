import type { Outcome } from "../../model/outcome.ts";
import { HeldTexts } from "../held-text.ts";
import type { ReaderDefaults } from "../reader.ts";
import { testResult } from "../test-result.ts";
import type { TellOne } from "../thread/stream.ts";
import { readPanic } from "./panic.ts";

interface Test {
  readonly name: string;
  readonly line: number;
  /** Null while it runs. */
  outcome: Outcome | null;
  note: string | null;
  /** Lines of what it printed. */
  section: { readonly first: number; last: number } | null;
}

/** The tests below one line `running N tests`, until their results are complete: what failed tests printed comes after all of them. */
export class Block {
  readonly expected: number;
  readonly line: number;
  readonly #tests: Test[] = [];
  readonly #byName = new Map<string, Test>();
  readonly #texts = new HeldTexts<Test>();
  #section: Test | null = null;
  /** Whether the part with the failed tests' texts has begun. */
  hasSections = false;

  constructor(expected: number, line: number) {
    this.expected = expected;
    this.line = line;
  }

  get size(): number {
    return this.#tests.length;
  }

  add(test: Pick<Test, "name" | "line" | "outcome" | "note">): void {
    const added = { ...test, section: null };
    this.#tests.push(added);
    this.#byName.set(test.name, added);
  }

  /** The test whose outcome has not come yet: what it prints goes before it. */
  get open(): Test | null {
    const last = this.#tests.at(-1) ?? null;
    return last?.outcome === null ? last : null;
  }

  /** Begins what a test printed; a name that is none ends nothing. */
  openSection(name: string, line: number): boolean {
    const test = this.#byName.get(name);
    if (test === undefined) return false;
    this.#section = test;
    test.section ??= { first: line + 1, last: line + 1 };
    return true;
  }

  closeSection(): void {
    this.#section = null;
  }

  text(text: string, line: number): void {
    if (this.#section === null) return;
    this.#texts.add(this.#section, `${text}\n`);
    if (this.#section.section !== null && text !== "") this.#section.section.last = line;
  }

  /** Tells every test. */
  tell(position: number, defaults: ReaderDefaults, tell: TellOne): void {
    for (const test of this.#tests) {
      const output = this.#texts.take(test);
      const section = test.section ?? { first: test.line, last: test.line };
      const finding = test.outcome === "FAILED" ? readPanic(output, section.first) : null;
      const result = testResult(
        {
          path: [test.name],
          outcome: test.outcome ?? "CRASHED",
          note: test.note ?? (test.outcome === null ? "the test did not end" : (finding?.message ?? null)),
          findings: finding === null ? [] : [finding],
          first_line: section.first,
          last_line: section.last,
          duration_ms: null,
        },
        position++,
        defaults,
      );
      tell(result, output.trim() === "" ? null : output);
    }
  }
}
