import { crc32 } from "node:zlib";
import { LIMITS } from "../../model/limits.ts";

/** The first byte of a packet. */
export const SIGNATURE = 0xb3;

/** The bits of a packet's flags: what is in it. */
const HAS = { id: 0x0800, route: 0x0400, time: 0x0200, tags: 0x0080, content: 0x0040, mime: 0x0020 } as const;

const VERSION_2 = 0x2;

const STATUSES = ["", "exists", "inprogress", "success", "uxsuccess", "skip", "fail", "xfail"] as const;

export type Status = (typeof STATUSES)[number];

/** One packet of subunit v2. */
export interface Packet {
  readonly bytes: number;
  /** The test and the worker it ran in; null for a packet about no test. */
  readonly id: string | null;
  readonly route: string;
  readonly status: Status;
  readonly ms: number | null;
  readonly mime: string;
  readonly content: Uint8Array | null;
}

/** Bytes of signature, flags and length. */
const HEAD = 7;

/** The bytes that the packet at the start has, or that are needed to know; null for what is no packet. */
export const packetSize = (bytes: Uint8Array): number | null => {
  if (bytes.length < HEAD) return HEAD;
  if ((bytes[1] ?? 0) >> 4 !== VERSION_2) return null;
  const size = new Cursor(bytes, 3).number();
  return size < HEAD || size > LIMITS.packet ? null : size;
};

/** Reads a whole packet; null where its checksum or a length in it does not fit. */
export const readPacket = (bytes: Uint8Array): Packet | null => {
  const body = bytes.length - 4;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (body < HEAD - 4 || view.getUint32(body) !== crc32(bytes.subarray(0, body))) return null;
  const flags = view.getUint16(1);
  const cursor = new Cursor(bytes.subarray(0, body), 3);
  const has = (flag: number): boolean => (flags & flag) !== 0;
  try {
    cursor.number();
    const ms = has(HAS.time) ? cursor.uint32() * 1000 + cursor.number() / 1e6 : null;
    const id = has(HAS.id) ? cursor.text() : null;
    if (has(HAS.tags)) for (let left = cursor.number(); left > 0; left--) cursor.text();
    const mime = has(HAS.mime) ? cursor.text() : "";
    if (has(HAS.content)) cursor.text();
    const content = has(HAS.content) ? cursor.take(cursor.number()) : null;
    const route = has(HAS.route) ? cursor.text() : "";
    return { bytes: bytes.length, id, route, status: STATUSES[flags & 7] ?? "", ms, mime, content };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

/** Reads the parts of a packet in order. Throws `RangeError` past its end. */
class Cursor {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  take(length: number): Uint8Array {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new RangeError("past the end of the packet");
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  uint32(): number {
    return this.take(4).reduce((value, byte) => value * 256 + byte, 0);
  }

  /** One to four bytes; the two upper bits of the first say how many follow. */
  number(): number {
    const first = this.take(1)[0] ?? 0;
    return this.take(first >> 6).reduce((value, byte) => value * 256 + byte, first & 0x3f);
  }

  text(): string {
    return Buffer.from(this.take(this.number())).toString("utf8");
  }
}
