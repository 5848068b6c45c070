import Type from "typebox";
import { LIMITS } from "./limits.ts";
import { Sha256 } from "./schema.ts";

const NAME = String.raw`(?!\.{1,2}(?:/|$))[A-Za-z0-9._+~^:@=,-]+`;

const PATTERN = `^${NAME}(?:/${NAME}){0,${LIMITS.artifactDepth - 1}}$`;

/** Where an artifact is below its run: names of letters, digits and `. _ + ~ ^ : @ = , -`, parted by `/`; none is `.` or `..`. */
export const ArtifactPath = Type.String({
  pattern: PATTERN,
  maxLength: LIMITS.artifactPath,
  description: "relative path of safe names, without `..`",
});

const PATH = new RegExp(PATTERN);

export const isArtifactPath = (path: string): boolean =>
  path.length <= LIMITS.artifactPath && PATH.test(path);

/** A file that a task left for people: complete, and never changed. */
export const Artifact = Type.Object({
  path: ArtifactPath,
  bytes: Type.Integer({ minimum: 0 }),
  sha256: Sha256,
});

export type Artifact = Type.Static<typeof Artifact>;

export const byPath = (a: Artifact, b: Artifact): number => (a.path < b.path ? -1 : 1);
