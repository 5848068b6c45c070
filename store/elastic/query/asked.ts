import { createHash } from "node:crypto";
import type { Finding } from "../../../model/finding.ts";
import { fold } from "../../log/match/fold.ts";
import type { ResultFields } from "../documents.ts";
import { term } from "./indexed.ts";

/** What queries ask of a result that its fields do not tell an index: the `asked` of its document, kept out of `_source`. */
export interface Asked {
  /** It has one. */
  readonly note: boolean;
  readonly log: string | null;
  readonly first_line: number | null;
  readonly last_line: number | null;
  /** Hashes of the keys of its data and of their values. */
  readonly data: readonly string[];
  /** Hash of its series: check, package, type, arch, scenario. */
  readonly series: string;
  /** Each tag and severity of its findings after the number of findings that have it: `3 no-doc`. */
  readonly tag_uses: readonly string[];
  readonly severity_uses: readonly string[];
}

const keyword = { type: "keyword" } as const;

/** The mapping of `asked`. */
export const ASKED_MAPPING = {
  properties: {
    note: { type: "boolean" },
    log: keyword,
    first_line: { type: "long" },
    last_line: { type: "long" },
    data: { type: "keyword", doc_values: false },
    series: keyword,
    tag_uses: keyword,
    severity_uses: keyword,
  },
} as const;

export const askedOf = (result: ResultFields, findings: readonly Finding[]): Asked => ({
  note: result.note !== null,
  log: result.log?.name ?? null,
  first_line: result.log?.first_line ?? null,
  last_line: result.log?.last_line ?? null,
  data: dataTerms(JSON.parse(result.data) as Readonly<Record<string, unknown>>),
  series: seriesOf(result),
  tag_uses: uses(findings.map(({ tag }) => tag)),
  severity_uses: uses(findings.map(({ severity }) => severity)),
});

const hash = (...parts: readonly (string | number | null)[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 16);

export const seriesOf = ({ check, package: name, type, arch, scenario }: ResultFields): string =>
  hash(check, name, type, arch, scenario);

/** What a result has under `data` for a key that has a value. */
export const keyTerm = (key: string): string => hash(key);

/** What a result has under `data` for a value of a key: numbers by number, all else folded. */
export const valueTerm = (key: string, value: string | number): string =>
  hash(key, typeof value === "number" ? value : fold(value));

/** What a result has under `data` instead of more terms than are kept. */
export const MANY = "*";
const MOST = 1000;

/** Terms of the values that `store/query/atoms.ts` compares. */
const dataTerms = (data: Readonly<Record<string, unknown>>): string[] => {
  const terms = new Set<string>();
  for (const [key, value] of Object.entries(data)) {
    if (value === null) continue;
    terms.add(keyTerm(key));
    for (const atom of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (atom !== null)
        terms.add(
          valueTerm(key, typeof atom === "string" || typeof atom === "number" ? atom : JSON.stringify(atom)),
        );
      if (terms.size > MOST) return [MANY];
    }
  }
  return [...terms];
};

const uses = (values: readonly (string | null)[]): string[] => {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => `${count} ${term(value)}`);
};
