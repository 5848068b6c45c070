import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import type Type from "typebox";
import type { Log } from "../../model/run.ts";
import { OfLog, answers, text } from "../answers.ts";
import type { Context, Routes } from "../context.ts";
import { logOf } from "../found.ts";
import { parseRange, type ByteRange } from "../range.ts";

type Request = FastifyRequest<{ Params: Type.Static<typeof OfLog> }>;

export const logRawRoutes: Routes = async (app, { store }) => {
  app.route<{ Params: Type.Static<typeof OfLog> }>({
    method: ["GET", "HEAD"],
    url: "/runs/:uuid/logs/:name/raw",
    schema: {
      summary: "The bytes of a log as they came; takes Range",
      produces: ["text/plain"],
      params: OfLog,
      response: { ...answers(text("the bytes")), 206: text("the bytes of the range") },
    },
    handler: async (request, reply) => {
      const log = await logOf(store, request.params.uuid, request.params.name);
      setHeaders(reply, log);
      if (isKnown(request, log)) return reply.code(304).send();
      const range = rangeOf(request, reply, log);
      return send(store, request, reply, { log, range });
    },
  });
};

const tagOf = (log: Log): string | null => (log.sha256 === null ? null : `"${log.sha256}"`);

const setHeaders = (reply: FastifyReply, log: Log): void => {
  const tag = tagOf(log);
  void reply.headers({
    "content-type": "text/plain; charset=utf-8",
    "content-disposition": `inline; filename="${log.name}"`,
    "accept-ranges": "bytes",
    "cache-control": tag === null ? "no-store" : "no-cache",
    ...(tag === null ? {} : { etag: tag }),
  });
};

const isKnown = ({ headers }: Request, log: Log): boolean => {
  const tag = tagOf(log);
  const known = headers["if-none-match"]?.split(",").map((one) => one.trim().replace(/^W\//, "")) ?? [];
  return tag !== null && (known.includes(tag) || known.includes("*"));
};

const rangeOf = ({ headers }: Request, reply: FastifyReply, log: Log): ByteRange | null => {
  const condition = headers["if-range"];
  if (condition !== undefined && condition !== tagOf(log)) return null;
  try {
    return parseRange(headers.range, log.bytes);
  } catch (error) {
    void reply.header("content-range", `bytes */${log.bytes}`);
    throw error;
  }
};

interface Wanted {
  readonly log: Log;
  readonly range: ByteRange | null;
}

const send = (store: Context["store"], request: Request, reply: FastifyReply, { log, range }: Wanted) => {
  const { start, end } = range ?? { start: 0, end: log.bytes };
  if (range !== null) void reply.code(206).header("content-range", `bytes ${start}-${end - 1}/${log.bytes}`);
  // A tag names bytes, and those that travel compressed are others.
  const tag = tagOf(log);
  if (range === null && tag !== null && request.headers["accept-encoding"] !== undefined)
    void reply.header("etag", `W/${tag}`);
  void reply.header("content-length", end - start);
  return request.method === "HEAD" ? reply.send() : reply.send(bytesOf(store, request, { start, end }));
};

const bytesOf = (store: Context["store"], { params }: Request, { start, end }: ByteRange): Readable =>
  Readable.from(store.readBytes(params.uuid, params.name, start, end), { objectMode: false });
