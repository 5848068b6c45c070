#!/usr/bin/env node
// Lints the programs that an npm package ships: bin files, what runs at install, shell scripts.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { lintJs, loadLinter } from "./lint-js.mjs";
import { lintShell } from "./lint-shell.mjs";
import { locate, npmRoot } from "./locate.mjs";
import { shippedScripts } from "./scripts.mjs";
import { bailOut, countText, outcomeOf, tapText } from "./tap.mjs";

// a bundle of megabytes is no script that somebody wrote
const LARGEST = 1 << 20;

const { TASKOTRON_ITEM: item = "", TASKOTRON_TYPE: type = "npm_package", TASKOTRON_NPM_ROOT } = process.env;

const manifestOf = (folder) => {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) ?? {};
  } catch {
    return {}; // npm-manifest says so
  }
};

const answer = (rest) => process.stdout.write(tapText({ check: "npm-scripts", item, type, ...rest }));

const skip = (reason) =>
  answer({ outcome: "SKIPPED", summary: `SKIPPED: ${reason}`, findings: [], skip: reason });

const lintAll = (linter, folder, manifest, scripts) =>
  scripts.flatMap((script) => {
    if (script.language !== "js") return lintShell(folder, script);
    if (script.bytes <= LARGEST) return lintJs(linter, { folder, path: script.path, manifest });
    const message = `${script.bytes} bytes, not checked`;
    return [{ severity: "info", tag: "script-too-large", message, subject: script.path }];
  });

const check = async (folder, root) => {
  const manifest = manifestOf(folder);
  const scripts = shippedScripts(folder, manifest);
  if (scripts.length === 0) return skip("ships no script");
  const here = dirname(fileURLToPath(import.meta.url));
  const linter = scripts.some(({ language }) => language === "js")
    ? await loadLinter([here, ...(root === null ? [] : [dirname(root)])])
    : null;
  if (linter === null && scripts.some(({ language }) => language === "js"))
    return bailOut(
      "eslint is not installed: npm install eslint beside this task or in the tree that it checks",
    );
  const findings = lintAll(linter, folder, manifest, scripts);
  const outcome = outcomeOf(findings);
  const summary = `${outcome}: ${scripts.length} script${scripts.length === 1 ? "" : "s"}, ${countText(findings)}`;
  answer({ outcome, summary, findings });
};

const root = npmRoot(TASKOTRON_NPM_ROOT);
const folder = root === null && !item.startsWith("/") ? null : locate(item, root);
if (item === "") bailOut("no item: set TASKOTRON_ITEM, or start this through runtask -i ITEM");
else if (folder === null)
  bailOut(`${item} is not installed under ${root ?? "any node_modules"}: set TASKOTRON_NPM_ROOT to its tree`);
else await check(folder, root);
