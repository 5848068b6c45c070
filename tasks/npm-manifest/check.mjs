#!/usr/bin/env node
// Checks the manifest and the licence of an npm package: is what package.json promises there, and does it fit together?
import { existsSync } from "node:fs";
import { locate, npmRoot } from "./locate.mjs";
import { readManifest } from "./manifest.mjs";
import { about } from "./rules/about.mjs";
import { dependencies } from "./rules/dependencies.mjs";
import { entries } from "./rules/entries.mjs";
import { exportsMap } from "./rules/exports.mjs";
import { identity } from "./rules/identity.mjs";
import { licence } from "./rules/licence.mjs";
import { scripts } from "./rules/scripts.mjs";
import { bailOut, countText, outcomeOf, tapText } from "./tap.mjs";

const RULES = [identity, licence, entries, exportsMap, scripts, dependencies, about];

const { TASKOTRON_ITEM: item = "", TASKOTRON_TYPE: type = "npm_package", TASKOTRON_NPM_ROOT } = process.env;

const check = (folder) => {
  const { manifest, findings } = readManifest(folder);
  if (manifest !== null)
    for (const rule of RULES)
      for (const [severity, tag, message, subject] of rule({ folder, manifest, item }))
        findings.push({ severity, tag, message, subject: subject ?? "package.json" });
  const outcome = outcomeOf(findings);
  const summary = `${outcome}: ${countText(findings)}`;
  process.stdout.write(tapText({ check: "npm-manifest", item, type, outcome, summary, findings }));
};

const root = npmRoot(TASKOTRON_NPM_ROOT);
const folder = root === null && !item.startsWith("/") ? null : locate(item, root);
if (item === "") bailOut("no item: set TASKOTRON_ITEM, or start this through runtask -i ITEM");
else if (folder === null || !existsSync(folder))
  bailOut(`${item} is not installed under ${root ?? "any node_modules"}: set TASKOTRON_NPM_ROOT to its tree`);
else check(folder);
