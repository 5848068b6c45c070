import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

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
