import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Artifact, byPath } from "../../model/artifact.ts";
import { copyFile } from "./copy.ts";
import { type Found, walk } from "./walk.ts";
import { quoted } from "./warnings.ts";

interface CollectOptions {
  /** The folder that the task left them in. */
  readonly from: string;
  /** Where the copies go, each named by its sha256. */
  readonly into: string;
  readonly limits: Readonly<Record<"artifact" | "artifacts" | "artifactCount", number>>;
  readonly warn: (message: string) => void;
}

/** Names that are looked at for each file that may be kept. */
const NAMES_PER_ARTIFACT = 10;

/** Copies what a task left for people, by path. What is not a safe file, what is over a limit and what cannot be read is left out and told. */
export const collectArtifacts = async (options: CollectOptions): Promise<readonly Artifact[]> => {
  const { from, into, limits, warn } = options;
  await mkdir(into, { recursive: true, mode: 0o700 });
  const kept: Artifact[] = [];
  try {
    for await (const found of walk(from, limits.artifactCount * NAMES_PER_ARTIFACT)) {
      const taken = await take(found, kept, options);
      if (typeof taken === "string") warn(`artifact ${quoted(found.path)} is left out: ${taken}`);
      else kept.push(taken);
    }
  } catch (error) {
    if (!isMissing(error)) warn(`the artifacts cannot be read: ${messageOf(error)}`);
  }
  await rm(join(into, UNFINISHED), { force: true });
  return kept.sort(byPath);
};

const UNFINISHED = "unfinished";

/** The artifact, or why it is left out. */
const take = async (
  found: Found,
  kept: readonly Artifact[],
  { into, limits }: CollectOptions,
): Promise<Artifact | string> => {
  if (found.kind === "refused") return found.reason;
  if (kept.length >= limits.artifactCount) return `a run may have ${limits.artifactCount} artifacts`;
  const room = limits.artifacts - kept.reduce((sum, { bytes }) => sum + bytes, 0);
  const most = Math.min(room, limits.artifact);
  const over =
    most === limits.artifact
      ? `an artifact may have ${limits.artifact} bytes`
      : `the artifacts of a run may have ${limits.artifacts} bytes`;
  if (found.bytes > most) return over;
  const copy = join(into, UNFINISHED);
  try {
    const copied = await copyFile(found.handle, copy, most);
    if (copied === null) return over;
    await rename(copy, join(into, copied.sha256));
    return { path: found.path, ...copied };
  } catch (error) {
    return `it cannot be copied: ${messageOf(error)}`;
  }
};

const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : "unknown reason");
