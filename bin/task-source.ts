import { readFileSync } from "node:fs";
import { AppError } from "../model/errors.ts";
import type { Settings } from "../model/settings.ts";
import { type Namespaces, readNamespaces, refusedCheck } from "../runner/namespace.ts";
import type { GitOptions } from "../runner/source/git.ts";
import { openTask } from "../runner/source/open.ts";
import type { RunTaskOptions } from "../runner/task-options.ts";

/** Milliseconds that one git command may take. */
const GIT_TIMEOUT = 300_000;

/** Where git finds itself, its settings, keys and proxies. */
const GIT_ENV = ["PATH", "HOME", "XDG_CONFIG_HOME", "SSH_AUTH_SOCK", "http_proxy", "https_proxy", "no_proxy"];

/** What git is run with on this machine. */
export const gitOptions = (signal: AbortSignal): GitOptions => ({
  env: Object.fromEntries(GIT_ENV.map((name) => [name, process.env[name]])),
  signal,
  timeout: GIT_TIMEOUT,
});

/** Where tasks come from: in production from commits alone, and each reports only below the namespaces of its repository. */
export const taskSource = (
  settings: Settings,
): Required<Pick<RunTaskOptions, "openTask" | "refuseCheck">> => {
  const committed = settings.profile === "production";
  const namespaces = committed ? namespacesOf(settings) : null;
  return {
    openTask: (task, folder, signal) => openTask(task, folder, { ...gitOptions(signal), committed }),
    refuseCheck: (check, { source, namespace }) =>
      namespaces && refusedCheck(namespaces, check, { url: source?.url ?? "", own: namespace }),
  };
};

const namespacesOf = ({ namespaces: file }: Settings): Namespaces => {
  if (file === "") return new Map();
  try {
    return readNamespaces(file, readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof AppError) throw new AppError("setting", error.message, {}, error);
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError("setting", `the file of the setting namespaces cannot be read: ${reason}`, {}, error);
  }
};
