import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { builtCommands, ROOT, runBuilt } from "./built.mjs";

const OLDEST_NODE = 24;

/** Starts a command, and of one that has several that part: as it was built where that is of these sources, else the sources themselves. */
export const start = async (name, part = "") => {
  if (Number(process.versions.node.split(".")[0]) < OLDEST_NODE) {
    process.stderr.write(
      `taskotron: Node ${OLDEST_NODE} is needed, and this is ${process.version}; \`npx ${name}\` takes the one in node_modules\n`,
    );
    process.exit(1);
  }
  // of what a built command loads beside itself, too
  enableCompileCache(join(ROOT, "node_modules", ".taskotron", "compiled"));
  const built = builtCommands();
  if (built === null) await import(`./${name}.ts`);
  else runBuilt(join(built, `${name}.cjs`), /^[a-z]+$/.test(part) ? part : "");
};
