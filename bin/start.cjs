const { enableCompileCache } = require("node:module");
const process = require("node:process");
const { builtCommand, ROOT, runBuilt } = require("./built.cjs");

const OLDEST_NODE = 24;

/** Starts a command, and of one that has several that part: as it was built where that is of these sources, else the sources themselves. */
exports.start = async (name, part = "") => {
  if (Number(process.versions.node.split(".")[0]) < OLDEST_NODE) {
    process.stderr.write(
      `taskotron: Node ${OLDEST_NODE} is needed, and this is ${process.version}; \`npx ${name}\` takes the one in node_modules\n`,
    );
    process.exit(1);
  }
  // of what a built command loads beside itself, too
  enableCompileCache(`${ROOT}/node_modules/.taskotron/compiled`);
  const built = builtCommand(name);
  if (built === null) await import(`./${name}.ts`);
  else runBuilt(built, /^[a-z]+$/.test(part) ? part : "");
};
