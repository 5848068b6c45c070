import { setImmediate } from "node:timers/promises";
import type { ResultInput } from "../../model/result.ts";
import { entryOf } from "./entry.ts";
import { yamlText } from "./yaml-text.ts";

/** Results that are written before other work has its turn: a result takes some 100 µs. */
const BATCH = 100;

/** Results as ResultYAML. `outputs` has what the tool said of each. */
export const resultYaml = async (
  results: readonly ResultInput[],
  outputs: readonly (string | null)[],
): Promise<string> => {
  if (results.length === 0) return "results: []\n";
  const lines = ["results:"];
  for (const [at, result] of results.entries()) {
    const entry = yamlText([entryOf(result, outputs[at] ?? null)]);
    for (const line of entry.trimEnd().split("\n")) lines.push(line === "" ? "" : `  ${line}`);
    if (at % BATCH === BATCH - 1) await setImmediate();
  }
  return `${lines.join("\n")}\n`;
};
