import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A hash of every file beside and below a formula: another hash is another task. */
export const taskHash = (formula: string): string => {
  const folder = dirname(formula);
  const sum = createHash("sha256");
  for (const file of filesBelow(folder))
    sum
      .update(file)
      .update("\0")
      .update(readFileSync(join(folder, file)));
  return sum.digest("hex");
};

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !path.includes("__pycache__"))
    .sort();
