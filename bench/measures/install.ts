import { copyFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Figure } from "../figure.ts";
import { temporaryFolder } from "../folder.ts";
import { runQuietly } from "../processes.ts";
import { repeat, spread } from "../sample.ts";

const ROOT = join(import.meta.dirname, "../..");

/** `npm ci` in a copy that has nothing yet (but npm's cache), and what it leaves on the disk. */
export const measureInstall = async (times: number): Promise<readonly Figure[]> => {
  const sizes: number[] = [];
  const install = await repeat(times, async () => {
    using folder = temporaryFolder();
    for (const name of ["package.json", "package-lock.json", ".npmrc"])
      copyFileSync(join(ROOT, name), join(folder.path, name));
    const start = performance.now();
    await runQuietly("npm", ["ci", "--no-audit", "--no-fund"], folder.path);
    const seconds = (performance.now() - start) / 1000;
    sizes.push(bytesBelow(join(folder.path, "node_modules")) / 1e6);
    return seconds;
  });
  return [
    { what: "`npm ci`, with npm's cache", spread: install, unit: "s", floor: null },
    { what: "node_modules", spread: spread(sizes), unit: "MB", floor: null },
  ];
};

/** Bytes of all files; one that has several names (npm links the binary of Node) counts once. */
const bytesBelow = (folder: string): number => {
  const sizes = new Map<number, number>();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const { ino, size } = statSync(join(entry.parentPath, entry.name));
    sizes.set(ino, size);
  }
  return sizes.values().reduce((sum, size) => sum + size, 0);
};
