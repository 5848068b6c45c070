import { displayLine } from "../../model/lines.ts";
import { LIMITS } from "../../model/limits.ts";
import type { Outcome } from "../../model/outcome.ts";
import { HeldTexts } from "../held-text.ts";
import { LineCutter } from "../lines.ts";
import { Problems } from "../problems.ts";
import type { ReaderDefaults, Reading } from "../reader.ts";
import { testResult } from "../test-result.ts";
import type { Stream, TellOne } from "../thread/stream.ts";
import { type GoEvent, readEvent } from "./event.ts";
import { readSaid } from "./said.ts";

const ENDS: Readonly<Record<string, Outcome>> = { pass: "PASSED", fail: "FAILED", skip: "SKIPPED" };

interface Running {
  readonly package: string;
  readonly test: string;
  readonly line: number;
}

/** Reads the output of `go test -json`: each test and subtest is a result named `CHECK.PACKAGE.TEST`; a package that fails without a failed test, as one that does
    not build, is one named `CHECK.PACKAGE`. A test that did not end is CRASHED. A file without an event is the problem `bad-file`. */
export class GoTestStream implements Stream {
  readonly #defaults: ReaderDefaults;
  readonly #tell: TellOne;
  readonly #problems = new Problems();
  readonly #lines = new LineCutter(LIMITS.jsonLine, (line, number, whole) => this.#read(line, number, whole));
  readonly #running = new Map<string, Running>();
  readonly #failed = new Set<string>();
  readonly #outputs = new HeldTexts<string>();
  #results = 0;
  #isGo = false;

  constructor(defaults: ReaderDefaults, tell: TellOne) {
    this.#defaults = defaults;
    this.#tell = tell;
  }

  write(bytes: Uint8Array): void {
    this.#lines.write(bytes);
  }

  end(): Reading {
    const last = Math.max(1, this.#lines.end());
    for (const [key, running] of this.#running)
      this.#report(key, running, { outcome: "CRASHED", line: last });
    if (!this.#isGo) this.#problems.add("bad-file", null, "no event of `go test -json` is in the file");
    return { results: this.#results, plan: null, bailout: null, problems: this.#problems.all };
  }

  #read(bytes: Uint8Array, line: number, whole: boolean): void {
    if (!whole)
      return this.#problems.add(
        "too-long",
        line,
        `a line is longer than ${LIMITS.jsonLine} bytes; it is left out`,
      );
    const event = readEvent(displayLine(bytes));
    if (event === null) return;
    this.#isGo = true;
    const key = JSON.stringify([event.package, event.test]);
    if (event.action === "run" || event.action === "start") this.#begin(key, event, line);
    else if (event.action === "output" || event.action === "build-output")
      this.#outputs.add(key, event.output);
    else this.#end(key, event, line);
  }

  #begin(key: string, event: GoEvent, line: number): void {
    // a package is reported only if it fails; one that was cut off is told by its tests
    if (event.test !== "" && this.#running.size < LIMITS.results)
      this.#running.set(key, { package: event.package, test: event.test, line });
  }

  #end(key: string, event: GoEvent, line: number): void {
    const outcome = ENDS[event.action];
    if (outcome === undefined) return;
    const running = this.#running.get(key) ?? { package: event.package, test: event.test, line };
    this.#running.delete(key);
    if (event.test !== "") {
      if (outcome === "FAILED") this.#failed.add(event.package);
      return this.#report(key, running, { outcome, line, seconds: event.seconds });
    }
    if (outcome !== "FAILED" || (this.#failed.has(event.package) && !event.isBuildFailure))
      this.#outputs.take(key);
    else this.#report(key, running, { outcome, line, seconds: event.seconds });
  }

  #report(
    key: string,
    running: Running,
    end: { outcome: Outcome; line: number; seconds?: number | null },
  ): void {
    const output = this.#outputs.take(key);
    if (this.#results === LIMITS.results) return this.#tooMany(end.line);
    const { note, findings } = readSaid(output, running.line);
    const isBad = end.outcome === "FAILED" || end.outcome === "CRASHED";
    const result = testResult(
      {
        path: [running.package, running.test],
        outcome: end.outcome,
        note: end.outcome === "CRASHED" ? "the test did not end" : end.outcome === "PASSED" ? null : note,
        findings: isBad ? findings : [],
        first_line: running.line,
        last_line: end.line,
        duration_ms:
          end.seconds === undefined || end.seconds === null ? null : Math.round(end.seconds * 1000),
      },
      ++this.#results,
      this.#defaults,
    );
    this.#tell(result, isBad ? output || null : null);
  }

  #tooMany(line: number): void {
    this.#problems.add(
      "too-many",
      line,
      `a run may have ${LIMITS.results} results; the further ones are left out`,
    );
  }
}
