import type { ResultInput } from "../model/result.ts";
import { READERS, sniffFormat } from "./format.ts";
import type { ReadReport } from "./reader.ts";

/** Reads a file of results with the readers that imports have. */
export const readReport: ReadReport = async (bytes, format, defaults) => {
  const results: ResultInput[] = [];
  const outputs: (string | null)[] = [];
  const known = format === "auto" ? sniffFormat(bytes) : format;
  const reader = READERS[known](defaults, (told, said = []) => {
    told.forEach((result, at) => {
      results.push(result);
      outputs.push(said[at] ?? null);
    });
  });
  await reader.write(bytes);
  return { format: known, results, outputs, reading: await reader.end() };
};
