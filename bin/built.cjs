const { readFileSync, renameSync, statSync, writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname, join } = require("node:path");
const process = require("node:process");
const { constants, Script } = require("node:vm");

const ROOT = dirname(module.path);
exports.ROOT = ROOT;

/** Where `scripts/build-cli.mjs` puts its builds, and the file that names the one to start with the sources that each command was made of. */
const BUILT = join(ROOT, "dist", "cli");
const STAMP = join(BUILT, "stamp.json");
exports.BUILT = BUILT;
exports.STAMP = STAMP;

/** The file of a built command. Null where it is not built, or where a source was touched since: then the sources are run. */
exports.builtCommand = (name) => {
  try {
    const { folder, commands } = JSON.parse(readFileSync(STAMP, "utf8"));
    const isFresh = commands[name].every(
      ([file, changed]) => statSync(`${ROOT}/${file}`).mtimeMs === changed,
    );
    return isFresh ? join(BUILT, folder, `${name}.cjs`) : null;
  } catch {
    return null;
  }
};

/** Runs a built command. The functions that a first good run of this part of it called on this Node are kept compiled for the next ones; Node's own cache
    has only those that are called while a module is loaded. */
exports.runBuilt = (file, part) => {
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
