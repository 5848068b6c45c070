import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import type { Settings } from "../model/settings.ts";
import type { View } from "../runner/sandbox/view.ts";
import { passedOn } from "../runner/task-options.ts";

/** Where runs wait that could not be reported yet. */
const stateFolder = (): string =>
  join(process.env["XDG_STATE_HOME"] ?? join(homedir(), ".local/state"), "taskotron");

/** What a sandbox on this machine shows and hides beside the system. `items`: see `View`. */
export const viewOf = (settings: Settings, items: boolean): View => {
  const passed = passedOn(process.env);
  const roots = ["TASKOTRON_KOJI_ROOT", "TASKOTRON_NPM_ROOT"].map((name) => passed[name] ?? "");
  const files = [settings.data, settings.secrets, settings.namespaces, "taskotron.yaml"];
  return {
    show: [...settings.sandbox_show.split(delimiter), ...roots].filter(Boolean),
    hide: [...files.filter(Boolean).map((file) => resolve(file)), stateFolder()],
    home: homedir(),
    project: join(import.meta.dirname, ".."),
    node: process.execPath,
    items,
  };
};
