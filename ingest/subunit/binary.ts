import { LF } from "../../model/lines.ts";
import type { Problems } from "../problems.ts";
import { type Packet, packetSize, readPacket, SIGNATURE } from "./packet.ts";
import type { Tests } from "./tests.ts";

/** Reads packets of subunit v2; bytes between them are what programs printed. */
export class BinaryStream {
  readonly #tests: Tests;
  readonly #problems: Problems;
  #parts: Uint8Array[] = [];
  #held = 0;
  /** Bytes without which nothing more can be read. */
  #needed = 1;
  #line = 1;
  #isBroken = false;

  constructor(tests: Tests, problems: Problems) {
    this.#tests = tests;
    this.#problems = problems;
  }

  write(bytes: Uint8Array): void {
    if (this.#isBroken) return;
    this.#parts.push(bytes.slice());
    this.#held += bytes.length;
    if (this.#held < this.#needed) return;
    let rest = this.#parts.length === 1 && this.#parts[0] ? this.#parts[0] : Buffer.concat(this.#parts);
    for (let size = this.#step(rest); size > 0; size = this.#step(rest)) rest = rest.subarray(size);
    this.#parts = [rest];
    this.#held = rest.length;
  }

  /** The last line. */
  end(): number {
    if (!this.#isBroken && this.#held > 0) this.#break("the last packet is cut off");
    return this.#line;
  }

  /** Reads what is at the start, and answers how many bytes that was; 0 for too few. */
  #step(bytes: Uint8Array): number {
    this.#needed = 1;
    if (bytes.length === 0 || this.#isBroken) return 0;
    if (bytes[0] !== SIGNATURE) return this.#pass(bytes, bytes.indexOf(SIGNATURE));
    const size = packetSize(bytes);
    if (size === null) return this.#break("a packet's head does not fit");
    this.#needed = size;
    if (bytes.length < size) return 0;
    // a short packet is known in full by now
    const packet = readPacket(bytes.subarray(0, size));
    if (packet === null) return this.#break("a packet's checksum does not fit");
    this.#take(packet);
    return this.#pass(bytes, size);
  }

  #take({ id, route, status, ms, mime, content }: Packet): void {
    if (id === null) return;
    const key = JSON.stringify([route, id]);
    if (content !== null && /^(?:text\/|$)/.test(mime))
      this.#tests.say(key, Buffer.from(content).toString("utf8"));
    this.#tests.see({ key, id, status, line: this.#line, ms });
  }

  #pass(bytes: Uint8Array, size: number): number {
    const passed = size === -1 ? bytes.length : size;
    for (let at = bytes.indexOf(LF); at !== -1 && at < passed; at = bytes.indexOf(LF, at + 1)) this.#line++;
    return passed;
  }

  #break(message: string): 0 {
    this.#problems.add("bad-file", null, `the subunit stream cannot be read: ${message}`);
    this.#isBroken = true;
    return 0;
  }
}
