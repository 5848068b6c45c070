import { posix } from "node:path";
import { type Artifact, isArtifactPath } from "../../model/artifact.ts";
import type { ResultInput } from "../../model/result.ts";
import { quoted } from "./warnings.ts";

/** What results say of artifacts, until it is known which there are. A result is told once and never changes, so one that names an artifact waits. */
export class References {
  readonly #folder: string;
  readonly #warn: (message: string) => void;
  readonly #waiting: ResultInput[] = [];

  /** `folder` is where the task left its artifacts. */
  constructor(folder: string, warn: (message: string) => void) {
    this.#folder = folder;
    this.#warn = warn;
  }

  /** The results that can be told now; an artifact outside of the folder is dropped from them. */
  take(results: readonly ResultInput[]): readonly ResultInput[] {
    return results.flatMap((result) => {
      if (typeof result.artifact !== "string") return [result];
      const path = pathIn(this.#folder, result.artifact);
      if (path === null) return [this.#dropped(result, "is not in the artifacts folder")];
      this.#waiting.push({ ...result, artifact: path });
      return [];
    });
  }

  /** The results that waited; one that names none of these artifacts names none. */
  settle(artifacts: readonly Artifact[]): readonly ResultInput[] {
    const known = new Set(artifacts.map(({ path }) => path));
    return this.#waiting
      .splice(0)
      .map((result) =>
        known.has(result.artifact ?? "") ? result : this.#dropped(result, "is not among the run's artifacts"),
      );
  }

  #dropped(result: ResultInput, why: string): ResultInput {
    this.#warn(`the artifact ${quoted(result.artifact ?? "")} of result ${result.position} ${why}`);
    return { ...result, artifact: null };
  }
}

/** Path below the folder of what is named there, absolutely or relatively; null for anything else. */
const pathIn = (folder: string, named: string): string | null => {
  const path = posix.relative(folder, posix.resolve(folder, named));
  return isArtifactPath(path) ? path : null;
};
