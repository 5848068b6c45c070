import { Buffer } from "node:buffer";
import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import { join, normalize } from "node:path";
import { entriesOf } from "../manifest.mjs";

const isFile = (path) => existsSync(path) && statSync(path).isFile();

/** Whether Node's `require` of this path inside the package finds a file. */
const resolves = (folder, path) => {
  const full = join(folder, path);
  const endings = ["", ".js", ".json", ".node", "/index.js", "/index.json", "/index.node"];
  return endings.some((ending) => isFile(full + ending));
};

const resolvesTypes = (folder, path) => {
  const full = join(folder, path.replace(/\.(js|mjs|cjs)$/, ""));
  const endings = [".d.ts", ".d.mts", ".d.cts", "/index.d.ts"];
  return isFile(join(folder, path)) || endings.some((ending) => isFile(full + ending));
};

const headOf = (path) => {
  const file = openSync(path, "r");
  const head = Buffer.alloc(200);
  const length = readSync(file, head);
  closeSync(file);
  return head.toString("latin1", 0, length);
};

const leaves = (path) => normalize(path).startsWith("..");

const mainEntry = function* (folder, { main, exports }) {
  if (typeof main === "string" && main !== "") {
    if (leaves(main)) yield ["error", "path-outside-package", `main: ${main}`];
    else if (!resolves(folder, main))
      // node falls back to index.js, and does not look at main at all where exports is given
      yield exports !== undefined || resolves(folder, "index.js")
        ? ["warning", "main-missing-file", `main: ${main} is not there`]
        : ["error", "main-missing-file", `main: ${main} is not there`];
  } else if (main !== undefined && typeof main !== "string")
    yield ["error", "main-not-a-path", "main: expected a text"];
};

const SHEBANG_CRLF = /^#![^\n]*\r\n/;

const binEntry = function* (folder, name, path) {
  if (typeof path !== "string") return yield ["error", "bin-not-a-path", `bin ${name}: expected a text`];
  if (leaves(path)) return yield ["error", "path-outside-package", `bin ${name}: ${path}`];
  if (!isFile(join(folder, path)))
    return yield ["error", "bin-missing-file", `bin ${name}: ${path} is not there`];
  if (!/\.[cm]?js$|\/[^/.]+$/.test(`/${path}`)) return;
  const head = headOf(join(folder, path));
  if (/^(\x7fELF|MZ|\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe)/.test(head)) return;
  if (!head.startsWith("#!"))
    yield ["warning", "bin-without-shebang", `bin ${name} does not begin with #!`, path];
  else if (SHEBANG_CRLF.test(head))
    yield ["error", "bin-shebang-crlf", `bin ${name}: its #! line ends in CR LF`, path];
};

/** The files that main, module, types and bin name. */
export const entries = function* ({ folder, manifest }) {
  yield* mainEntry(folder, manifest);
  const { bin, module, name } = manifest;
  const types = manifest.types ?? manifest.typings;
  if (typeof module === "string" && !resolves(folder, module))
    yield ["warning", "module-missing-file", `module: ${module} is not there`];
  if (typeof types === "string" && types !== "" && !resolvesTypes(folder, types))
    yield ["error", "types-missing-file", `types: ${types} is not there`];
  const bins = typeof bin === "string" ? [[name, bin]] : entriesOf(bin);
  for (const [command, path] of bins) yield* binEntry(folder, command, path);
};
