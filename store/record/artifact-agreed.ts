import { type Artifact, isArtifactPath } from "../../model/artifact.ts";
import { AppError } from "../../model/errors.ts";
import type { ArtifactPlace } from "../store.ts";
import { runClosed } from "./run-changes.ts";

/** What is stored at a path. */
export interface StoredArtifact {
  readonly artifact: Artifact;
  /** True when its run is sealed. */
  readonly sealed: boolean;
}

/** The artifact that is stored, when it has this sha256. Throws `artifact-conflict`, `run-closed` where it has another. */
export const agreed = (
  { run, path }: ArtifactPlace,
  { artifact, sealed }: StoredArtifact,
  sha256: string,
): Artifact => {
  if (artifact.sha256 === sha256) return artifact;
  if (sealed) throw runClosed(run);
  throw new AppError("artifact-conflict", `run ${run} has another artifact ${path}`, { run, artifact: path });
};

/** Throws `bad-value`. */
export const checkPath = (path: string): void => {
  if (!isArtifactPath(path))
    throw new AppError("bad-value", `an artifact cannot be named ${JSON.stringify(path.slice(0, 200))}`);
};

export const noArtifact = (run: string, path: string): AppError =>
  new AppError("not-found", `run ${run} has no artifact ${path}`, { run, artifact: path });
