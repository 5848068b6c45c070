import { mkdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from "node:fs";
import { release } from "node:os";
import { join } from "node:path";
import type { AppError } from "../../../model/errors.ts";
import { BWRAP } from "./sandbox.ts";

/** What `probe` says of bubblewrap for this user; null for that it works, which is remembered in a folder for as long as nothing has changed that it depends on. */
export const bwrapWorks = async (
  probe: () => Promise<AppError | null>,
  folder: string | null,
): Promise<AppError | null> => {
  if (folder === null) return probe();
  const file = join(folder, "bwrap-works");
  const facts = JSON.stringify(FACTS.map(quietly));
  if (quietly(() => readFileSync(file, "utf8")) === facts) return null;
  const why = await probe();
  if (why === null) quietly(() => keep(folder, file, facts));
  return why;
};

const SYSCTLS = [
  "kernel/unprivileged_userns_clone",
  "kernel/apparmor_restrict_unprivileged_userns",
  "user/max_user_namespaces",
];

/** The program, the user, the kernel since when it runs, the container that all this may be in, and what the kernel is told to refuse. */
const FACTS: readonly (() => unknown)[] = [
  () => statSync(BWRAP).mtimeMs,
  () => process.getuid?.(),
  release,
  () => readFileSync("/proc/sys/kernel/random/boot_id", "latin1"),
  ...["mnt", "user"].map((kind) => () => readlinkSync(`/proc/self/ns/${kind}`)),
  ...SYSCTLS.map((name) => () => readFileSync(`/proc/sys/${name}`, "latin1")),
];

const quietly = (fact: () => unknown): unknown => {
  try {
    return fact();
  } catch {
    return null;
  }
};

const keep = (folder: string, file: string, facts: string): void => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, facts);
};
