import type { ResultInput } from "../../../model/result.ts";
import type { ReaderDefaults, Reading } from "../../../ingest/reader.ts";
import { TapStream } from "../../../ingest/tap/stream.ts";

export const DEFAULTS: ReaderDefaults = {
  task: "rpmlint",
  item: "foo-1.2-3.fc99",
  type: "koji_build",
  arch: "x86_64",
  log: "output.log",
};

export interface Read {
  readonly results: readonly ResultInput[];
  readonly reading: Reading;
}

/** Reads TAP in this thread, in pieces as given. */
export const readTap = (...pieces: readonly (string | Uint8Array)[]): Read => {
  const results: ResultInput[] = [];
  const stream = new TapStream(DEFAULTS, (result) => results.push(result));
  for (const piece of pieces) stream.write(Buffer.from(piece));
  const reading = stream.end();
  return { results, reading };
};

/** The one result of a stream. */
export const readPoint = (text: string): ResultInput => {
  const { results } = readTap(text);
  if (results.length !== 1 || !results[0]) throw new Error(`expected one result, found ${results.length}`);
  return results[0];
};

/** Kinds and lines of the problems in a text. */
export const problemsOf = (text: string): readonly (readonly [string, number | null])[] =>
  readTap(text).reading.problems.map(({ kind, line }) => [kind, line] as const);
