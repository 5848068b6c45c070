import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

// faults that are faults in any style; severities are eslint's: 2 error, 1 warning
const RULES = {
  "constructor-super": 2,
  "for-direction": 2,
  "getter-return": 2,
  "no-async-promise-executor": 1,
  "no-class-assign": 2,
  "no-compare-neg-zero": 2,
  "no-const-assign": 2,
  "no-debugger": 2,
  "no-delete-var": 2,
  "no-dupe-args": 2,
  "no-dupe-class-members": 2,
  "no-dupe-else-if": 2,
  "no-dupe-keys": 2,
  "no-duplicate-case": 2,
  "no-ex-assign": 1,
  "no-eval": 1,
  "no-func-assign": 1,
  "no-implied-eval": 1,
  "no-import-assign": 2,
  "no-invalid-regexp": 2,
  "no-loss-of-precision": 1,
  "no-new-native-nonconstructor": 2,
  "no-obj-calls": 2,
  "no-self-assign": 2,
  "no-setter-return": 2,
  "no-this-before-super": 2,
  "no-unreachable": 1,
  "no-unsafe-finally": 2,
  "no-unsafe-negation": 2,
  "use-isnan": 2,
  "valid-typeof": 2,
};

// the newest edition of which each major version of Node reads the greater part: what it refuses for sure is newer still
const EDITIONS = [
  [22, 2025],
  [20, 2024],
  [14, 2022],
  [12, 2020],
  [10, 2018],
  [8, 2017],
  [6, 2016],
  [4, 2015],
  [0, 5],
];

/** eslint's Linter as the nearest node_modules has it; null where there is none. */
export const loadLinter = async (folders) => {
  for (const folder of folders)
    try {
      const path = createRequire(join(folder, "package.json")).resolve("eslint/universal");
      const { default: universal, Linter } = await import(path);
      return new (Linter ?? universal.Linter)({ configType: "flat" });
    } catch (cause) {
      if (!["MODULE_NOT_FOUND", "ERR_PACKAGE_PATH_NOT_EXPORTED"].includes(cause.code)) throw cause;
    }
  return null;
};

/** The ECMAScript edition that the oldest Node in `engines` takes; `latest` where it does not say. */
const editionOf = (engines) => {
  const oldest = /(?:>=|\^|~|=|^)\s*v?(\d+)/.exec(engines?.node ?? "")?.[1];
  return oldest === undefined ? "latest" : EDITIONS.find(([node]) => Number(oldest) >= node)[1];
};

const sourceTypes = (path, manifest) => {
  if (path.endsWith(".mjs") || (manifest.type === "module" && !path.endsWith(".cjs"))) return ["module"];
  // Node looks for module syntax where the manifest does not say
  return path.endsWith(".cjs") || manifest.type === "commonjs" ? ["commonjs"] : ["commonjs", "module"];
};

const configFor = (ecmaVersion, sourceType) => ({
  languageOptions: { ecmaVersion, sourceType },
  linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "off" },
  rules: RULES,
});

// a message of neither kind is about a comment meant for the package's own eslint
const isFault = (message) => message.fatal || message.ruleId !== null;

const isFatal = (messages) => messages.some((message) => message.fatal);

const lintAs = (linter, text, ecmaVersion, kinds) => {
  const tries = kinds.map((kind) => linter.verify(text, configFor(ecmaVersion, kind)));
  return tries.find((messages) => !isFatal(messages)) ?? tries[0];
};

const messageOf = ({ line, column, message }) => `line ${line}, column ${column}: ${message}`;

/** Lints one JavaScript file of the package. */
export const lintJs = (linter, { folder, path, manifest }) => {
  const text = readFileSync(join(folder, path), "utf8");
  const kinds = sourceTypes(path, manifest);
  const messages = lintAs(linter, text, "latest", kinds);
  const findings = messages.filter(isFault).map((message) => ({
    severity: message.severity === 2 ? "error" : "warning",
    tag: message.fatal ? "js-syntax" : message.ruleId,
    message: messageOf(message),
    subject: path,
  }));
  const edition = editionOf(manifest.engines);
  if (isFatal(messages) || edition === "latest") return findings;
  const older = lintAs(linter, text, edition, kinds).find((message) => message.fatal);
  if (older !== undefined)
    findings.push({
      severity: "error",
      tag: "syntax-newer-than-engines",
      message: `${messageOf(older)} (engines allow Node ${manifest.engines.node}, ES${edition})`,
      subject: path,
    });
  return findings;
};
