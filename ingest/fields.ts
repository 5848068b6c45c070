import type { Node } from "yaml";
import { baseArch } from "../model/arch.ts";
import type { Finding } from "../model/finding.ts";
import type { ResultInput } from "../model/result.ts";
import { listedFindings } from "./findings/listed.ts";
import { asName, asNote } from "./words.ts";
import type { Literal, YamlText } from "./yaml-text.ts";

/** Keys that have a meaning of their own: never data. */
const RESERVED = new Set([
  "item",
  "type",
  "outcome",
  "summary",
  "note",
  "results",
  "checkname",
  "artifact",
  "ref_url",
  "arch",
  "scenario",
  "findings",
  "duration_ms",
  "_internal",
]);

/** What a map of YAML says of one result. Everything that it leaves open is null. */
export interface Fields extends Pick<ResultInput, "data"> {
  readonly check: string | null;
  readonly item: string | null;
  readonly type: string | null;
  readonly arch: string | null;
  readonly scenario: string | null;
  /** As written. */
  readonly outcome: string | null;
  readonly note: string | null;
  readonly artifact: string | null;
  readonly ref_url: string | null;
  readonly duration_ms: number | null;
  /** Null where the map lists none. */
  readonly findings: readonly Finding[] | null;
  /** The tool's output where it stands line by line in the text. */
  readonly literal: Literal | null;
  /** The tool's output, however it is written. */
  readonly output: string | null;
}

/** Reads the fields of a result from a map's entries. `lineOf` gives the log line of a node. Throws `YamlFault`. */
export const readFields = (
  yaml: YamlText,
  entries: ReadonlyMap<string, Node | null>,
  lineOf: (node: Node) => number,
): Fields => {
  const text = (key: string): string | null => yaml.text(entries.get(key));
  const details = entries.get("details") ?? null;
  const output = yaml.isMap(details) ? (yaml.entries(details).get("output") ?? null) : null;
  const listed = yaml.items(entries.get("findings") ?? null);
  return {
    check: asName(text("checkname")),
    item: asName(text("item")),
    type: asName(text("type")),
    arch: archOf(yaml, entries.get("arch") ?? null),
    scenario: asName(text("scenario")),
    outcome: text("outcome"),
    note: asNote(text("summary") ?? text("note")),
    artifact: asNote(text("artifact")),
    ref_url: asNote(text("ref_url")),
    duration_ms: duration(text("duration_ms")),
    findings: listed && listedFindings(yaml, listed, lineOf),
    literal: yaml.literal(output),
    output: yaml.text(output),
    data: dataOf(yaml, entries),
  };
};

/** What test frameworks write in place of a summary; it is data too. */
export const messageOf = (fields: Pick<Fields, "data"> | null): string | null => {
  const text = fields?.data?.["message"] ?? fields?.data?.["error"];
  return typeof text === "string" ? asNote(text) : null;
};

/** The keys without a meaning of their own. `details.output` is none of them: it stands in the log. */
const dataOf = (yaml: YamlText, entries: ReadonlyMap<string, Node | null>): Record<string, unknown> =>
  Object.fromEntries(
    [...entries]
      .filter(([key]) => !RESERVED.has(key))
      .map(([key, node]) => [key, yaml.plain(node)] as const)
      .map(([key, value]) => [key, key === "details" ? withoutOutput(value) : value] as const)
      .filter(([, value]) => value !== undefined),
  );

const withoutOutput = (details: unknown): unknown => {
  if (typeof details !== "object" || details === null || Array.isArray(details)) return details;
  const rest = Object.entries(details).filter(([key]) => key !== "output");
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
};

/** One architecture; of a list the first that is none of many. */
const archOf = (yaml: YamlText, node: Node | null): string | null => {
  const names = (yaml.items(node) ?? [node]).map((each) => asName(yaml.text(each)));
  const name = names.find((each) => each !== null && each !== "noarch") ?? names[0] ?? null;
  return name && baseArch(name);
};

const duration = (text: string | null): number | null => {
  const value = text === null || text.trim() === "" ? NaN : Number(text);
  return Number.isFinite(value) && value >= 0 ? value : null;
};
