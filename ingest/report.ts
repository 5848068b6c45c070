import type { ResultInput } from "../model/result.ts";
import { READERS, sniffFormat } from "./format.ts";
import type { ReadReport } from "./reader.ts";

/** Reads a file of results with the readers that imports have. */
export const readReport: ReadReport = async (bytes, format, defaults) => {
  const results: ResultInput[] = [];
  const known = format === "auto" ? sniffFormat(bytes) : format;
  const reader = READERS[known](defaults, (told) => void results.push(...told));
  await reader.write(bytes);
  return { format: known, results, reading: await reader.end() };
};
