import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import { parseRange, type ByteRange } from "./range.ts";

/** Bytes that a request may ask for in part. */
export interface StoredBytes {
  readonly bytes: number;
  /** Null while they may still become more. */
  readonly sha256: string | null;
  readonly read: (start: number, end: number) => AsyncIterable<Uint8Array>;
}

/** Answers the bytes or a range of them, for `GET` and `HEAD`, with `ETag`, `If-None-Match` and `If-Range`. Content type and the like are the caller's.
    Throws `bad-range`. */
export const sendBytes = (request: FastifyRequest, reply: FastifyReply, stored: StoredBytes) => {
  const tag = tagOf(stored);
  void reply.headers({
    "accept-ranges": "bytes",
    "cache-control": tag === null ? "no-store" : "no-cache",
    ...(tag === null ? {} : { etag: tag }),
  });
  if (isKnown(request, tag)) return reply.code(304).send();
  return send(request, reply, { stored, range: rangeOf(request, reply, stored) });
};

const tagOf = ({ sha256 }: StoredBytes): string | null => (sha256 === null ? null : `"${sha256}"`);

const isKnown = ({ headers }: FastifyRequest, tag: string | null): boolean => {
  const known = headers["if-none-match"]?.split(",").map((one) => one.trim().replace(/^W\//, "")) ?? [];
  return tag !== null && (known.includes(tag) || known.includes("*"));
};

const rangeOf = ({ headers }: FastifyRequest, reply: FastifyReply, stored: StoredBytes): ByteRange | null => {
  const condition = headers["if-range"];
  if (condition !== undefined && condition !== tagOf(stored)) return null;
  try {
    return parseRange(headers.range, stored.bytes);
  } catch (error) {
    void reply.header("content-range", `bytes */${stored.bytes}`);
    throw error;
  }
};

interface Wanted {
  readonly stored: StoredBytes;
  readonly range: ByteRange | null;
}

const send = (request: FastifyRequest, reply: FastifyReply, { stored, range }: Wanted) => {
  const { start, end } = range ?? { start: 0, end: stored.bytes };
  if (range !== null)
    void reply.code(206).header("content-range", `bytes ${start}-${end - 1}/${stored.bytes}`);
  // A tag names bytes, and those that travel compressed are others.
  const tag = tagOf(stored);
  if (range === null && tag !== null && request.headers["accept-encoding"] !== undefined)
    void reply.header("etag", `W/${tag}`);
  void reply.header("content-length", end - start);
  if (request.method === "HEAD") return reply.send();
  return reply.send(Readable.from(stored.read(start, end), { objectMode: false }));
};
