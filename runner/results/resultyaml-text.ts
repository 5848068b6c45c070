import type { ResultInput } from "../../model/result.ts";
import { entryOf } from "./entry.ts";
import { yamlText } from "./yaml-text.ts";

/** Results as ResultYAML. `outputs` has what the tool said of each. */
export const resultYaml = (
  results: readonly ResultInput[],
  outputs: readonly (string | null)[] = [],
): string => yamlText({ results: results.map((result, at) => entryOf(result, outputs[at] ?? null)) });
