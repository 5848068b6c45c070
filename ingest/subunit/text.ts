import { LIMITS } from "../../model/limits.ts";
import { LineCutter } from "../lines.ts";
import type { Status } from "./packet.ts";
import { partsOf } from "./parts.ts";
import type { Tests } from "./tests.ts";

const STATUSES: Readonly<Record<string, Status>> = {
  test: "inprogress",
  testing: "inprogress",
  success: "success",
  successful: "success",
  failure: "fail",
  error: "fail",
  skip: "skip",
  xfail: "xfail",
  uxsuccess: "uxsuccess",
};

const EVENT = /^([a-z]+):? (.+?)( \[(?: multipart)?)?$/;

interface Detail {
  readonly id: string;
  readonly status: Status;
  readonly isMultipart: boolean;
  text: string;
}

/** Reads lines of subunit v1: `test: NAME`, then `success: NAME` or another ending, with details between `[` and `]`. */
export class TextStream {
  readonly #tests: Tests;
  readonly #lines = new LineCutter(LIMITS.tapLine, (line, number) => this.#read(line, number));
  #detail: Detail | null = null;
  #ms: number | null = null;
  #isSubunit = false;

  constructor(tests: Tests) {
    this.#tests = tests;
  }

  write(bytes: Uint8Array): void {
    this.#lines.write(bytes);
  }

  /** The last line; null where nothing was subunit. */
  end(): number | null {
    const line = this.#lines.end();
    return this.#isSubunit ? Math.max(1, line) : null;
  }

  #read(bytes: Uint8Array, line: number): void {
    const latin1 = Buffer.from(bytes).toString("latin1");
    if (this.#detail !== null) return this.#readDetail(this.#detail, latin1, line);
    const [, word = "", name = "", bracket] = EVENT.exec(Buffer.from(bytes).toString("utf8").trimEnd()) ?? [];
    if (word === "time") this.#ms = Date.parse(name.replace(" ", "T")) || null;
    const status = Object.hasOwn(STATUSES, word) ? STATUSES[word] : undefined;
    if (status === undefined) return;
    this.#isSubunit = true;
    if (bracket === undefined) this.#see(name, status, line);
    else this.#detail = { id: name, status, isMultipart: bracket.endsWith("multipart"), text: "" };
  }

  #readDetail(detail: Detail, latin1: string, line: number): void {
    if (latin1.trimEnd() !== "]") {
      if (detail.text.length < LIMITS.failureText) detail.text += `${latin1}\n`;
      return;
    }
    this.#detail = null;
    const { id, status, text, isMultipart } = detail;
    this.#tests.say(id, isMultipart ? partsOf(text) : Buffer.from(text, "latin1").toString("utf8"));
    this.#see(id, status, line);
  }

  #see(id: string, status: Status, line: number): void {
    this.#tests.see({ key: id, id, status, line, ms: this.#ms });
  }
}
