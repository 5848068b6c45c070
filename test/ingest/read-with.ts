import type { OpenReader, Reading } from "../../ingest/reader.ts";
import type { ResultInput } from "../../model/result.ts";

const DEFAULTS = {
  task: "rpmlint",
  item: "foo-1.2-3.fc99",
  type: "koji_build",
  arch: "x86_64",
  log: "output.log",
};

/** Reads pieces with a reader. */
export const readWith = async (
  open: OpenReader,
  ...pieces: readonly (string | Uint8Array)[]
): Promise<{ readonly results: readonly ResultInput[]; readonly reading: Reading }> => {
  const results: ResultInput[] = [];
  const reader = open(DEFAULTS, (told) => results.push(...told));
  for (const piece of pieces) await reader.write(Buffer.from(piece));
  const reading = await reader.end();
  return { results, reading };
};
