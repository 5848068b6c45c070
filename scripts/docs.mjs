// Writes what is generated from the code: docs/directives/*.md, two tables of docs/formula.md, schemas/formula.schema.json.
// `node scripts/docs.mjs --check` writes nothing and names what is not current.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { DIRECTIVES } from "../runner/directives/table.ts";
import { ENVIRONMENT_FIELDS } from "../runner/formula/environment.ts";
import { formulaSchema } from "../runner/formula/schema.ts";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PAGES = "docs/directives";
const FORMULA = "docs/formula.md";
const SCHEMA = "schemas/formula.schema.json";

const formatted = async (json) =>
  format(json, { ...(await resolveConfig(join(ROOT, SCHEMA))), parser: "json" });

const read = (file) => {
  try {
    return readFileSync(join(ROOT, file), "utf8");
  } catch {
    return null;
  }
};

const firstSentence = (text) => /^.*?[.](?= |$)/s.exec(text)?.[0] ?? text;

const rows = (head, lines) =>
  [`| ${head.join(" | ")} |`, `|${"---|".repeat(head.length)}`, ...lines].join("\n");

const parametersOf = ({ properties = {}, required = [], additionalProperties }) => {
  const lines = Object.entries(properties).map(
    ([name, { description }]) =>
      `| \`${name}\` | ${required.includes(name) ? "required" : "optional"} | ${description} |`,
  );
  const others = additionalProperties?.description;
  if (others !== undefined) lines.push(`| any other | optional | ${others} |`);
  return lines.length === 0 ? null : rows(["parameter", "", "meaning"], lines);
};

/** The page of one directive, from its schema and its example. */
const pageOf = (name, { parameters }) => {
  const example = read(`${PAGES}/examples/${name}.yml`);
  if (example === null)
    throw new Error(`${PAGES}/examples/${name}.yml is missing: steps that show the directive`);
  return [
    `# \`${name}\``,
    parameters.description,
    parametersOf(parameters),
    `In a formula:\n\n\`\`\`yaml steps\n${example.trimEnd()}\n\`\`\``,
    "What all steps have in common is in [the formula](../formula.md). This page is made from the code by `node scripts/docs.mjs`.",
  ]
    .filter((part) => part !== null)
    .join("\n\n")
    .concat("\n");
};

/** Puts a text between `<!-- name -->` and `<!-- /name -->`. */
const between = (text, name, inner) => {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, end] = [text.indexOf(open), text.indexOf(close)];
  if (start < 0 || end < start) throw new Error(`${FORMULA} has no ${open} … ${close}`);
  return `${text.slice(0, start + open.length)}\n${inner}\n${text.slice(end)}`;
};

const directives = Object.entries(DIRECTIVES);

const files = new Map([
  ...directives.map(([name, directive]) => [`${PAGES}/${name}.md`, pageOf(name, directive)]),
  [
    FORMULA,
    between(
      between(
        read(FORMULA),
        "directives",
        rows(
          ["directive", "what it does"],
          directives.map(
            ([name, { parameters }]) =>
              `| [\`${name}\`](directives/${name}.md) | ${firstSentence(parameters.description)} |`,
          ),
        ),
      ),
      "environment",
      rows(
        ["field", "meaning"],
        Object.entries(ENVIRONMENT_FIELDS).map(([name, about]) => `| \`${name}\` | ${about} |`),
      ),
    ),
  ],
  [SCHEMA, await formatted(JSON.stringify(formulaSchema()))],
]);

const gone = readdirSync(join(ROOT, PAGES))
  .filter((name) => name.endsWith(".md"))
  .map((name) => `${PAGES}/${name}`)
  .filter((file) => !files.has(file));
const stale = [...files].filter(([file, text]) => read(file) !== text).map(([file]) => file);

if (process.argv.includes("--check")) {
  for (const file of [...stale, ...gone])
    process.stderr.write(`${file} is not current: node scripts/docs.mjs\n`);
  process.exitCode = stale.length + gone.length > 0 ? 1 : 0;
} else {
  for (const file of stale) {
    mkdirSync(dirname(join(ROOT, file)), { recursive: true });
    writeFileSync(join(ROOT, file), files.get(file));
  }
  for (const file of gone) rmSync(join(ROOT, file));
}
