import * as fs from "node:fs";
import { join } from "node:path";
import { entriesOf } from "../manifest.mjs";

/** Every path that an exports value can answer with, and the conditions on the way to it. */
const targets = function* (value, way) {
  if (typeof value === "string" || typeof value === "number") yield [String(value), way];
  else if (Array.isArray(value)) for (const one of value) yield* targets(one, way);
  else for (const [key, inner] of entriesOf(value)) yield* targets(inner, [...way, key]);
};

const isThere = (folder, target) => {
  const path = join(folder, target);
  if (!target.includes("*"))
    return fs.existsSync(path) && (fs.statSync(path).isFile() || target.endsWith("/"));
  const pattern = target.replace(/[[\]{}()!?]/g, "\\$&").replace("*", "**/*");
  // older Nodes have no glob: the folder must do
  if (fs.globSync === undefined) return fs.existsSync(join(folder, target.split("*")[0]));
  return fs.globSync(pattern, { cwd: folder }).length > 0;
};

/** The files that `exports` leads to. */
export const exportsMap = function* ({ folder, manifest }) {
  if (manifest.exports === undefined || manifest.exports === null) return;
  const keys = entriesOf(manifest.exports).map(([key]) => key);
  if (keys.some((key) => key.startsWith(".")) && keys.some((key) => !key.startsWith(".")))
    yield ["error", "exports-mixed-keys", "exports mixes paths and conditions at one level"];
  const seen = new Set();
  for (const [target, way] of targets(manifest.exports, [])) {
    if (seen.has(target)) continue;
    seen.add(target);
    const where = way.length === 0 ? "exports" : `exports ${way.join(" › ")}`;
    if (!target.startsWith("./") || target.split("/").includes(".."))
      yield ["error", "exports-bad-target", `${where}: ${target} must begin with ./ and stay inside`];
    else if (!isThere(folder, target))
      yield target.includes("*")
        ? ["warning", "exports-matches-nothing", `${where}: nothing matches ${target}`]
        : ["error", "exports-missing-file", `${where}: ${target} is not there`];
  }
};
