import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";

/** What a run has of artifacts. */
export interface ArtifactSum {
  readonly count: number;
  readonly bytes: number;
}

/** Throws `too-large` when a run that has these artifacts takes no further one of so many bytes. */
export const checkRoom = ({ count, bytes }: ArtifactSum, more: number): void => {
  if (count >= LIMITS.artifactCount) throw tooLarge("artifactCount", "artifacts");
  if (bytes + more > LIMITS.artifacts) throw tooLarge("artifacts", "bytes of artifacts");
};

const tooLarge = (limit: "artifactCount" | "artifacts", what: string): AppError =>
  new AppError("too-large", `a run may have ${LIMITS[limit]} ${what}`, { limit });
