import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { LF } from "../../model/lines.ts";
import type { Seal } from "../../model/run.ts";
import { logPath } from "./spool-record.ts";

/** What a seal says of each log, counted from the files themselves. */
export const digestLogs = (folder: string, names: Iterable<string>): Promise<Seal["logs"]> =>
  Promise.all([...names].map(async (name) => ({ name, ...(await digest(logPath(folder, name))) })));

const digest = async (file: string): Promise<Omit<Seal["logs"][number], "name">> => {
  const hash = createHash("sha256");
  let bytes = 0;
  let lines = 0;
  let last = LF;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
    for (let at = chunk.indexOf(LF); at !== -1; at = chunk.indexOf(LF, at + 1)) lines++;
    last = chunk.at(-1) ?? last;
  }
  return { bytes, lines: last === LF ? lines : lines + 1, sha256: hash.digest("hex") };
};
