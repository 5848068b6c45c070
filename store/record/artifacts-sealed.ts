import type { Artifact } from "../../model/artifact.ts";
import { AppError } from "../../model/errors.ts";

/** Holds the artifacts that have arrived against those that are expected. Throws `artifact-missing`, `seal-mismatch`. */
export const verifyArtifacts = (there: readonly Artifact[], expected: readonly Artifact[]): void => {
  const sealed = new Map(expected.map((artifact) => [artifact.path, artifact]));
  for (const { path, sha256, bytes } of there) {
    const known = sealed.get(path);
    if (known === undefined) throw refusal("seal-mismatch", path, "it arrived and was not sealed");
    if (known.sha256 !== sha256 || known.bytes !== bytes)
      throw refusal("seal-mismatch", path, `sha256 ${sha256} arrived, ${known.sha256} was sealed`);
    sealed.delete(path);
  }
  for (const path of sealed.keys()) throw refusal("artifact-missing", path, "it has not arrived");
};

const refusal = (code: "seal-mismatch" | "artifact-missing", path: string, detail: string): AppError =>
  new AppError(code, `artifact ${path}: ${detail}`, { artifact: path });
