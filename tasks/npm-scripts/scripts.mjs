import { Buffer } from "node:buffer";
import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { extname, join, normalize } from "node:path";

const AT_INSTALL = ["preinstall", "install", "postinstall"];
const HEAD = 512;

const headOf = (path) => {
  const file = openSync(path, "r");
  const head = Buffer.alloc(HEAD);
  const length = readSync(file, head);
  closeSync(file);
  return head.toString("latin1", 0, length);
};

const entriesOf = (value) => (typeof value === "object" && value !== null ? Object.entries(value) : []);

/** Files that an install script runs: `node scripts/build.js` and `./build.sh`. */
const installFiles = (manifest) =>
  entriesOf(manifest.scripts)
    .filter(([name, command]) => AT_INSTALL.includes(name) && typeof command === "string")
    .flatMap(([, command]) => command.split(/\s*(?:&&|\|\||;)\s*/))
    .map((command) => /^(?:node|sh|bash)\s+([\w./-]+)|^(\.\/[\w./-]+)/.exec(command))
    .map((found) => found?.[1] ?? found?.[2])
    .filter((path) => path !== undefined);

const shellFiles = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".sh"))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .filter((path) => !path.split("/").includes("node_modules"));

/** How a file is to be checked: `js`, a shell's name, or null for what nothing here can check. */
const languageOf = (path, head) => {
  const interpreter = /^#!\s*(?:\S*\/)?([\w.-]+)(?:[ \t]+(?:-S\s+)?([\w.-]+))?/.exec(head);
  const program = interpreter?.[1] === "env" ? interpreter[2] : interpreter?.[1];
  if ([".js", ".cjs", ".mjs"].includes(extname(path)) || program === "node") return "js";
  if (["sh", "bash", "dash", "ksh"].includes(program)) return program;
  return extname(path) === ".sh" && program === undefined ? "sh" : null;
};

/** Scripts that the package ships, each once: `{ path, language, bytes }`, the path inside the package. */
export const shippedScripts = (folder, manifest) => {
  const bin =
    typeof manifest.bin === "string" ? [manifest.bin] : entriesOf(manifest.bin).map(([, path]) => path);
  const named = [...bin, ...installFiles(manifest)]
    .filter((path) => typeof path === "string")
    .map(resolveJs(folder));
  const paths = new Set([...named, ...shellFiles(folder)].map((path) => normalize(path)));
  return [...paths]
    .filter((path) => !path.startsWith("..") && existsSync(join(folder, path)))
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => {
      const full = join(folder, path);
      return { path, language: languageOf(path, headOf(full)), bytes: statSync(full).size };
    })
    .filter(({ language }) => language !== null);
};

/** `node scripts/build` means `scripts/build.js`. */
const resolveJs = (folder) => (path) =>
  !existsSync(join(folder, path)) && existsSync(join(folder, `${path}.js`)) ? `${path}.js` : path;
