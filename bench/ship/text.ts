import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Sample logs that a plain clone does not have. */
const SAMPLES = join(import.meta.dirname, "../../../shared/data");

/** Bytes of made text. */
const MADE = 4 << 20;

const WORDS =
  "checking configure error test package file line warning build make install skipped passed failed".split(
    " ",
  );

/** A log's text that is as long as any runner ships: what it is made of begins again at the end. */
export class EndlessText {
  readonly #text: Buffer;
  /** What it is, for people. */
  readonly what: string;

  constructor() {
    const files = globSync("{build-logs/**/*.log*,loghub/*.log}", { cwd: SAMPLES }).sort();
    const read = files.map((file) => readFileSync(join(SAMPLES, file)));
    this.#text = read.length > 0 ? Buffer.concat(read) : made();
    const megabytes = (this.#text.length / 1e6).toFixed(1);
    this.what = `${megabytes} MB of ${read.length > 0 ? "sample logs" : "made text"}, over and over`;
  }

  /** The bytes from a place on. */
  at(place: number, length: number): Buffer {
    const parts: Buffer[] = [];
    for (let taken = 0; taken < length;) {
      const from = (place + taken) % this.#text.length;
      const part = this.#text.subarray(from, from + length - taken);
      parts.push(part);
      taken += part.length;
    }
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  }
}

const made = (): Buffer => {
  let state = 1;
  const roll = (n: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const lines: string[] = [];
  for (let bytes = 0, at = 0; bytes < MADE; at++) {
    const words = Array.from({ length: 4 + roll(8) }, () => `${WORDS[roll(WORDS.length)]!}${roll(99)}`);
    const line = `2026-01-01 ${at} ${words.join(" ")}\n`;
    lines.push(line);
    bytes += line.length;
  }
  return Buffer.from(lines.join(""));
};
