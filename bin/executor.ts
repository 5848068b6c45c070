import { homedir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { openTapReader } from "../ingest/tap/open.ts";
import { readReport } from "../ingest/report.ts";
import { LIMITS } from "../model/limits.ts";
import type { Settings } from "../model/settings.ts";
import { sandboxOpener } from "../runner/sandbox/open.ts";
import type { Services } from "../runner/services/services.ts";
import { viewOf } from "./sandbox-view.ts";
import { installersGet, passedOn, type RunTaskOptions } from "../runner/task-options.ts";
import { taskSource } from "./task-source.ts";

/** What every run on this machine is executed with, by `runtask` or by a worker. `showItems`: an item may be a path of this machine. */
export const executor = (
  settings: Settings,
  showItems: boolean,
): Pick<
  RunTaskOptions,
  | "openTask"
  | "refuseCheck"
  | "env"
  | "openReader"
  | "readReport"
  | "services"
  | "limits"
  | "openSandbox"
  | "secrets"
  | "installEnv"
> => ({
  ...taskSource(settings),
  env: passedOn(process.env),
  installEnv: installersGet(process.env),
  openReader: openTapReader,
  readReport,
  services: services(settings),
  limits: LIMITS,
  secrets: settings.secrets,
  openSandbox: sandboxOpener(settings.sandbox, viewOf(settings, showItems), cacheFolder(settings)),
});

const services = (settings: Settings): Services => ({
  fetch,
  kojiHub: settings.koji_hub.replace(/\/+$/, ""),
  kojiTop: settings.koji_top.replace(/\/+$/, ""),
  bodhi: settings.bodhi.replace(/\/+$/, ""),
  distgit: settings.distgit.replace(/\/+$/, ""),
  repositories: settings.repositories,
  cache: cacheFolder(settings),
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
});

/** Downloads are kept on a developer's machine; in production each run has its own. */
const cacheFolder = ({ cache, profile }: Settings): string | null => {
  if (cache !== "") return cache;
  if (profile === "production") return null;
  return join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "taskotron");
};
