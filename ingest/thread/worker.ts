import { parentPort } from "node:worker_threads";
import type { ResultInput } from "../../model/result.ts";
import type { Reply, Request, ThreadFormat } from "./messages.ts";
import { ResultYamlStream } from "../resultyaml.ts";
import { TapStream } from "../tap/stream.ts";

const STREAMS = { tap: TapStream, resultyaml: ResultYamlStream } as const satisfies Record<
  ThreadFormat,
  unknown
>;

interface Open {
  readonly stream: TapStream | ResultYamlStream;
  results: ResultInput[];
}

const readers = new Map<number, Open>();

const open = (request: Request & { readonly kind: "open" }): Open => {
  const reader: Open = {
    stream: new STREAMS[request.format](request.defaults, (result) => reader.results.push(result)),
    results: [],
  };
  readers.set(request.reader, reader);
  return reader;
};

const answer = (request: Request): Reply => {
  const reader = request.kind === "open" ? open(request) : readers.get(request.reader);
  if (!reader) throw new Error("the reader has ended");
  if (request.kind === "bytes") reader.stream.write(request.bytes);
  const reading = request.kind === "end" ? reader.stream.end() : null;
  if (reading !== null) readers.delete(request.reader);
  const { results } = reader;
  reader.results = [];
  const taken = request.kind === "bytes" ? request.bytes.length : 0;
  return { reader: request.reader, results, taken, reading, failure: null };
};

const failed = (request: Request, error: unknown): Reply => {
  readers.delete(request.reader);
  const failure = error instanceof Error ? error.message : String(error);
  return { reader: request.reader, results: [], taken: 0, reading: null, failure };
};

parentPort?.on("message", (request: Request) => {
  let reply: Reply;
  try {
    reply = answer(request);
  } catch (error) {
    reply = failed(request, error);
  }
  parentPort?.postMessage(reply);
});
