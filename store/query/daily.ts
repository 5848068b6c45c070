import type { Query } from "../../model/query/ast.ts";
import type { CountKey, Selection } from "../store.ts";

/** What a count asks for. */
export interface Counting {
  readonly selection: Selection;
  readonly by: readonly CountKey[];
  /** Only the newest result of each (check, item, type, arch, scenario). */
  readonly latest: boolean;
}

/** Whose daily totals answer the count for whole days; null when none do. */
export const totalsFor = ({ selection, by, latest }: Counting): "package" | "check" | null => {
  if (latest || by.some((key) => !DAILY.has(key))) return null;
  const subjects = new Set([subjectOf(selection.parsed.query), ...by.filter((key) => SUBJECTS.has(key))]);
  subjects.delete("all");
  if (subjects.size > 1 || subjects.has("other")) return null;
  return subjects.has("package") ? "package" : "check";
};

const SUBJECTS: ReadonlySet<CountKey> = new Set(["check", "package"]);
const DAILY: ReadonlySet<CountKey> = new Set([...SUBJECTS, "outcome", "day", "week", "month"]);

/** What a query without other conditions names: everything, or packages or checks. */
const subjectOf = (query: Query): "all" | "package" | "check" | "other" => {
  if (query.kind === "all") return "all";
  if (query.kind !== "field" || query.test.kind !== "equals") return "other";
  return query.field === "package" || query.field === "check" ? query.field : "other";
};
