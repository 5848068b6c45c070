import { parentPort } from "node:worker_threads";
import type { ResultInput } from "../../model/result.ts";
import { GoTestStream } from "../gotest/stream.ts";
import { JunitStream } from "../junit/stream.ts";
import { LibtestStream } from "../libtest/stream.ts";
import { ResultYamlStream } from "../resultyaml.ts";
import { SubunitStream } from "../subunit/stream.ts";
import { TapStream } from "../tap/stream.ts";
import type { Reply, Request, ThreadFormat } from "./messages.ts";
import type { Stream, StreamClass } from "./stream.ts";

const STREAMS: Readonly<Record<ThreadFormat, StreamClass>> = {
  tap: TapStream,
  resultyaml: ResultYamlStream,
  junit: JunitStream,
  subunit: SubunitStream,
  gotest: GoTestStream,
  libtest: LibtestStream,
};

interface Open {
  readonly stream: Stream;
  results: ResultInput[];
  outputs: (string | null)[];
}

const readers = new Map<number, Open>();

const open = (request: Request & { readonly kind: "open" }): Open => {
  const reader: Open = {
    stream: new STREAMS[request.format](request.defaults, (result, output = null) => {
      reader.results.push(result);
      reader.outputs.push(output);
    }),
    results: [],
    outputs: [],
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
  const { results, outputs } = reader;
  reader.results = [];
  reader.outputs = [];
  const taken = request.kind === "bytes" ? request.bytes.length : 0;
  return { reader: request.reader, results, outputs, taken, reading, failure: null };
};

const failed = (request: Request, error: unknown): Reply => {
  readers.delete(request.reader);
  const failure = error instanceof Error ? error.message : String(error);
  return { reader: request.reader, results: [], outputs: [], taken: 0, reading: null, failure };
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
