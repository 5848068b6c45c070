import { accessSync, constants, existsSync, readdirSync, statfsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { CLASSES, policyOf } from "../../model/retention.ts";
import { bundledTasks } from "../tasks-folder.ts";
import { humanBytes } from "../human.ts";
import { spoolFolder } from "../spool-folder.ts";
import type { Check, Checked } from "./check.ts";

const NODE = 24;

/** Below this share of free space a data folder is about to be full. */
const FREE = 0.05;

export const checkNode: Check = async function* () {
  const version = process.versions.node;
  yield Number.parseInt(version, 10) >= NODE
    ? { name: "node", verdict: "ok", detail: version }
    : { name: "node", verdict: "wrong", detail: `${version}: Node ${NODE} is needed; \`npm ci\` brings one` };
};

export const checkRetention: Check = async function* ({ settings }) {
  const policy = policyOf(settings);
  const kept = CLASSES.filter((name) => policy[name] !== null);
  const detail =
    kept.length === 0
      ? "everything is kept for ever"
      : kept.map((name) => `${name} ${(policy[name] ?? 0) / 86_400_000} days`).join(", ");
  yield { name: "retention", verdict: "ok", detail };
};

export const checkData: Check = async function* ({ settings: { data } }) {
  if (!existsSync(data)) {
    yield { name: "data", verdict: "warn", detail: `${data} is not there yet: \`taskotron serve\` makes it` };
    return;
  }
  accessSync(data, constants.R_OK | constants.W_OK);
  const { bavail, blocks, bsize } = statfsSync(data);
  const free = humanBytes(bavail * bsize);
  yield bavail / blocks < FREE
    ? { name: "data", verdict: "warn", detail: `${data}: only ${free} of its disk are free` }
    : { name: "data", verdict: "ok", detail: `${data}: ${free} free` };
};

export const checkSpool: Check = async function* ({ settings }) {
  const folder = spoolFolder(settings);
  const waiting = existsSync(folder) ? readdirSync(folder).length : 0;
  yield waiting === 0
    ? { name: "spool", verdict: "ok", detail: "no run waits to be shipped" }
    : {
        name: "spool",
        verdict: "warn",
        detail: `${waiting} runs are running or wait in ${folder} to be shipped: the next worker's start ships what is left`,
      };
};

/** Programs that runs need beside Node; each with what lacks without it. */
const PROGRAMS = {
  bwrap: "tasks run without a sandbox (apt or dnf install bubblewrap)",
  git: "tasks cannot come from git (apt or dnf install git)",
} as const;

export const checkPrograms: Check = async function* () {
  for (const [name, lack] of Object.entries(PROGRAMS)) yield programCheck(name, lack);
  const tasks = await bundledTasks();
  yield { name: "tasks", verdict: "ok", detail: `${tasks.length} bundled checks` };
};

const programCheck = (name: string, lack: string): Checked => {
  const folder = (process.env["PATH"] ?? "").split(delimiter).find((path) => existsSync(join(path, name)));
  return folder === undefined
    ? { name, verdict: "warn", detail: `is not installed: ${lack}` }
    : { name, verdict: "ok", detail: join(folder, name) };
};
