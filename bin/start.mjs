import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { builtCommands, ROOT } from "./built.mjs";

const OLDEST_NODE = 24;

/** Starts a command: as it was built where that is of these sources, else the sources themselves. Node keeps what it compiled beside either. */
export const start = async (name) => {
  if (Number(process.versions.node.split(".")[0]) < OLDEST_NODE) {
    process.stderr.write(
      `taskotron: Node ${OLDEST_NODE} is needed, and this is ${process.version}; \`npx ${name}\` takes the one in node_modules\n`,
    );
    process.exit(1);
  }
  const built = builtCommands();
  enableCompileCache(join(built ?? join(ROOT, "node_modules", ".taskotron"), "compiled"));
  await import(built === null ? `./${name}.ts` : join(built, `${name}.js`));
};
