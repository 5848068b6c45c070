import { LIMITS } from "../../model/limits.ts";
import type { Finding } from "../../model/finding.ts";
import type { Outcome } from "../../model/outcome.ts";
import { HeldTexts } from "../held-text.ts";
import type { Problems } from "../problems.ts";
import type { ReaderDefaults } from "../reader.ts";
import { testResult } from "../test-result.ts";
import type { TellOne } from "../thread/stream.ts";
import { asNote } from "../words.ts";
import type { Status } from "./packet.ts";

/** What an ending means; a success that was not expected is a failure. */
const OUTCOMES: Readonly<Partial<Record<Status, Outcome>>> = {
  success: "PASSED",
  uxsuccess: "FAILED",
  skip: "SKIPPED",
  fail: "FAILED",
  xfail: "TODO",
};

/** What is told of a test at a moment. */
interface Told {
  readonly key: string;
  readonly id: string;
  readonly status: Status;
  readonly line: number;
  readonly ms: number | null;
}

interface Started {
  readonly id: string;
  readonly line: number;
  readonly ms: number | null;
}

/** The tests of a subunit stream: of each is told when it starts, what it says, and how it ends. */
export class Tests {
  readonly #defaults: ReaderDefaults;
  readonly #tell: TellOne;
  readonly #problems: Problems;
  readonly #running = new Map<string, Started>();
  readonly #texts = new HeldTexts<string>();
  results = 0;

  constructor(defaults: ReaderDefaults, tell: TellOne, problems: Problems) {
    this.#defaults = defaults;
    this.#tell = tell;
    this.#problems = problems;
  }

  say(key: string, text: string): void {
    this.#texts.add(key, text);
  }

  see({ key, id, status, line, ms }: Told): void {
    const outcome = OUTCOMES[status];
    const started = this.#running.get(key) ?? { id, line, ms };
    if (outcome === undefined) {
      if (status === "inprogress" && this.#running.size < LIMITS.results) this.#running.set(key, started);
      return;
    }
    this.#running.delete(key);
    const note = status === "uxsuccess" ? "the test passed, and was expected to fail" : null;
    this.#report(key, started, { outcome, note, line, ms });
  }

  /** Tells of the tests that did not end. */
  end(line: number): void {
    for (const [key, started] of this.#running)
      this.#report(key, started, { outcome: "CRASHED", note: "the test did not end", line, ms: null });
  }

  #report(
    key: string,
    { id, line: first_line, ms: begun }: Started,
    { outcome, note, line, ms }: { outcome: Outcome; note: string | null; line: number; ms: number | null },
  ): void {
    const output = this.#texts.take(key).trimEnd();
    if (this.results === LIMITS.results)
      return this.#problems.add(
        "too-many",
        line,
        `a run may have ${LIMITS.results} results; the further ones are left out`,
      );
    const said = outcome === "PASSED" ? null : (note ?? asNote(output.split("\n").at(-1)));
    const result = testResult(
      {
        path: [id],
        outcome,
        note: said,
        findings: outcome === "FAILED" ? [failure(said, line)] : [],
        first_line,
        last_line: line,
        duration_ms: ms === null || begun === null ? null : Math.round((ms - begun) * 1000) / 1000,
      },
      ++this.results,
      this.#defaults,
    );
    this.#tell(result, output === "" || outcome === "PASSED" ? null : output);
  }
}

const EXCEPTION = /^([\w.]+(?:Error|Exception|Failure)): (.*)$/;

const failure = (note: string | null, line: number): Finding => {
  const [, tag = null, message = note ?? "failed"] = EXCEPTION.exec(note ?? "") ?? [];
  return { severity: "error", tag, message, subject: null, line };
};
