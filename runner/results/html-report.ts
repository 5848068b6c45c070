import { isNeutral, isOk, type Outcome } from "../../model/outcome.ts";
import type { ResultInput } from "../../model/result.ts";
import type { Services } from "../services/services.ts";

/** Stands for the table's rows in a template. */
export const ROWS = "{{rows}}";

interface Frame {
  /** A template; null for the page of our own. */
  readonly frame: string | null;
  readonly task: string;
  readonly services: Pick<Services, "kojiHub" | "bodhi">;
}

/** A page with one row per result. Everything that the results say is text. */
export const htmlReport = (results: readonly ResultInput[], { frame, task, services }: Frame): string => {
  const rows = results.map((result) => row(result, services)).join("\n");
  // a function: `$&` in a result is no pattern
  return (frame ?? page(task)).replaceAll(ROWS, () => rows);
};

const row = (
  { check, item, type, outcome, artifact, note }: ResultInput,
  services: Frame["services"],
): string =>
  `<tr class="${kindOf(outcome)}">${[
    escape(check),
    linked(item, addressOf(type, item, services)),
    outcome,
    artifact ? linked(artifact, artifactAddress(artifact)) : "",
    escape(note ?? ""),
  ]
    .map((cell) => `<td>${cell}</td>`)
    .join("")}</tr>`;

const kindOf = (outcome: Outcome): string => (isNeutral(outcome) ? "neutral" : isOk(outcome) ? "ok" : "bad");

const linked = (text: string, address: string | null): string =>
  address === null ? escape(text) : `<a href="${escape(address)}">${escape(text)}</a>`;

/** The page of an item; null for a type that has none. */
const addressOf = (type: string, item: string, { kojiHub, bodhi }: Frame["services"]): string | null => {
  const term = encodeURIComponent(item.toWellFormed());
  if (type === "koji_build")
    return `${kojiHub.replace(/hub$/, "")}/search?type=build&match=exact&terms=${term}`;
  if (type === "koji_tag") return `${kojiHub.replace(/hub$/, "")}/taginfo?tagID=${term}`;
  if (type === "bodhi_update") return `${bodhi}/updates/${term}`;
  return (type === "compose" || type === "pull_request") && /^https?:\/\//.test(item) ? item : null;
};

/** Beside the page, whatever its name looks like. */
const artifactAddress = (artifact: string): string =>
  `./${artifact.toWellFormed().split("/").map(encodeURIComponent).join("/")}`;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

const page = (task: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Results of ${escape(task)}</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid #ccc; padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
.ok td:nth-child(3) { color: #176317; }
.bad td:nth-child(3) { color: #a1131d; font-weight: 600; }
</style>
<h1>Results of ${escape(task)}</h1>
<table>
<thead><tr><th scope="col">Check</th><th scope="col">Item</th><th scope="col">Outcome</th><th scope="col">Artifact</th><th scope="col">Note</th></tr></thead>
<tbody>
${ROWS}
</tbody>
</table>
</html>
`;
