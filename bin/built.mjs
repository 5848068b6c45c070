import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { constants, Script } from "node:vm";

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where `scripts/build-cli.mjs` puts its builds, and the file that names the one to start with the sources it was made of. */
export const BUILT = join(ROOT, "dist", "cli");
export const STAMP = join(BUILT, "stamp.json");

/** The folder of the built commands. Null where they are not built, or where a source was touched since: then the sources are run. */
export const builtCommands = () => {
  try {
    const { name, sources } = JSON.parse(readFileSync(STAMP, "utf8"));
    const isFresh = sources.every(([file, changed]) => statSync(join(ROOT, file)).mtimeMs === changed);
    return isFresh ? join(BUILT, name) : null;
  } catch {
    return null;
  }
};

/** Runs a built command. The functions that a first good run of this part of it called on this Node are kept compiled for the next ones; Node's own cache
    has only those that are called while a module is loaded. */
export const runBuilt = (file, part) => {
  const compiled = [file, part, process.version, process.arch].filter(Boolean).join(".");
  const cachedData = readIfThere(compiled);
  const script = new Script(`(function (require, __dirname, exports) {${readFileSync(file, "latin1")}\n})`, {
    ...{ filename: file, cachedData, importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER },
  });
  if (cachedData === undefined) process.once("exit", (code) => code === 0 && keep(compiled, script));
  script.runInThisContext()(createRequire(file), dirname(file), {});
};

const readIfThere = (file) => {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
};

const keep = (file, script) => {
  try {
    writeFileSync(`${file}.${process.pid}`, script.createCachedData());
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // the folder is another user's
  }
};
