import { Problems } from "../problems.ts";
import type { ReaderDefaults, Reading } from "../reader.ts";
import type { Stream, TellOne } from "../thread/stream.ts";
import { BinaryStream } from "./binary.ts";
import { SIGNATURE } from "./packet.ts";
import { Tests } from "./tests.ts";
import { TextStream } from "./text.ts";

/** Reads subunit, version 2 (packets, told by the first byte) or 1 (lines): each test is a result named `CHECK.TEST`. A test that did not end is
    CRASHED. A packet that does not fit is the problem `bad-file`; what was read before it stays. */
export class SubunitStream implements Stream {
  readonly #problems = new Problems();
  readonly #tests: Tests;
  #stream: BinaryStream | TextStream | null = null;

  constructor(defaults: ReaderDefaults, tell: TellOne) {
    this.#tests = new Tests(defaults, tell, this.#problems);
  }

  write(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#stream ??=
      bytes[0] === SIGNATURE ? new BinaryStream(this.#tests, this.#problems) : new TextStream(this.#tests);
    this.#stream.write(bytes);
  }

  end(): Reading {
    const line = this.#stream?.end() ?? null;
    if (line === null) this.#problems.add("bad-file", null, "nothing in the file is subunit");
    this.#tests.end(line ?? 1);
    return { results: this.#tests.results, plan: null, bailout: null, problems: this.#problems.all };
  }
}
