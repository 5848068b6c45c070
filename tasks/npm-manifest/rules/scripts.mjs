import { existsSync } from "node:fs";
import { join } from "node:path";
import { entriesOf } from "../manifest.mjs";

const AT_INSTALL = ["preinstall", "install", "postinstall"];
const RANGE_PART = /^(([<>]=?|=|~>?|\^)?\s*v?(\d+|[xX*])(\.(\d+|[xX*])){0,2}(-[\w.-]+)?(\+[\w.-]+)?)$/;

const isRange = (text) =>
  text.split("||").every((part) =>
    part
      .replace(/([<>=~^])\s+/g, "$1")
      .trim()
      .split(/\s+-\s+|[\s,]+/)
      .every((one) => one === "" || RANGE_PART.test(one)),
  );

/** What runs on install, and the engines that the package asks for. */
export const scripts = function* ({ folder, manifest }) {
  const commands = entriesOf(manifest.scripts);
  for (const [name, command] of commands) {
    if (typeof command !== "string")
      yield ["error", "script-not-a-command", `script ${name}: expected a text`];
    else if (AT_INSTALL.includes(name))
      yield ["warning", "install-script", `${name} runs when it is installed: ${command}`];
  }
  const hasInstall = commands.some(([name]) => AT_INSTALL.includes(name));
  if (!hasInstall && manifest.gypfile !== false && existsSync(join(folder, "binding.gyp")))
    yield ["warning", "install-script", "npm compiles it when it is installed", "binding.gyp"];
  yield* engines(manifest.engines);
};

const engines = function* (value) {
  if (value === undefined) return yield ["info", "engines-missing", "does not say which Node it runs on"];
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return yield ["warning", "engines-old-form", "engines: expected an object"];
  for (const [engine, range] of Object.entries(value))
    if (typeof range !== "string" || !isRange(range))
      yield ["error", "engines-bad-range", `engines ${engine}: ${String(range)} is no version range`];
};
