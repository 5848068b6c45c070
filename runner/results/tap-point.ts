import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";
import { isOk } from "../../model/outcome.ts";
import type { ResultInput } from "../../model/result.ts";
import { entryOf } from "./entry.ts";
import { yamlText } from "./yaml-text.ts";

/** A value costs some seven of the tokens that a block may have. */
const MAX_VALUES = LIMITS.yamlTokens / 8;

/** A result as a TAP point with a YAML block that reads back to it. Throws `directive` for one that is larger than a block may be. */
export const tapPoint = (result: ResultInput, output: string | null): string => {
  const { check, type, item, outcome, data, findings = [] } = result;
  const yaml = yamlText(entryOf(result, output));
  if (yaml.length > LIMITS.tapYaml / 2 || valuesIn(data) + 5 * findings.length > MAX_VALUES)
    throw new AppError(
      "directive",
      `the result of ${check} on ${item} is too large: its data and ${findings.length} findings do not fit into one YAML block`,
    );
  const word = isOk(outcome) || outcome === "SKIPPED" ? "ok" : "not ok";
  const name = described(`${check} for ${human(type)} ${item}`);
  // not by a pattern with `^`: for that, lines end in further characters
  const block = yaml.trimEnd().split("\n").map(indented).join("\n");
  return `${word} - ${name}${DIRECTIVES[outcome] ?? ""}\n  ---\n${block}\n  ...\n`;
};

const indented = (line: string): string => (line === "" ? "" : `  ${line}`);

const DIRECTIVES: Readonly<Record<string, string>> = { SKIPPED: " # SKIP", TODO: " # TODO" };

/** `Koji build`, `Bodhi update`, `compose`. */
const human = (type: string): string =>
  type.replace(/^(koji|bodhi)_/, (name) => name.charAt(0).toUpperCase() + name.slice(1)).replaceAll("_", " ");

/** A point's description that is nothing else, whatever is in it. */
const described = (text: string): string =>
  text
    .replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]+/g, " ")
    .replace(/[\\#]/g, "\\$&")
    .replace(/\{\s*$/, "(");

const valuesIn = (value: unknown): number =>
  typeof value === "object" && value !== null
    ? Object.values(value).reduce<number>((sum, each) => sum + valuesIn(each), 1)
    : 1;
