import { promisify } from "node:util";
import { zstdCompress } from "node:zlib";
import type { Artifact } from "../../../model/artifact.ts";
import { agreed } from "../../record/artifact-agreed.ts";
import { type GivenArtifact, readContent } from "../../record/artifact-content.ts";
import type { Artifacts } from "./artifacts.ts";

/** Does its work in a transaction, and resolves when that is durable. */
type Write = <T>(work: () => T) => Promise<T>;

const pack = promisify(zstdCompress);

/** Takes a file in, a block of `LIMITS.chunk` in each transaction; what fails half-way leaves nothing. */
export const putArtifact = async (
  artifacts: Artifacts,
  write: Write,
  given: GivenArtifact,
): Promise<Artifact> => {
  const { place } = given;
  const begun = await write(() => artifacts.begin(place));
  if (begun.kind === "stored") return agreed(place, begun, place.sha256 ?? (await readContent(given)).sha256);
  const { id } = begun;
  try {
    const whole = await readContent(given, async (offset, bytes) => {
      const block = { offset, bytes: bytes.length, packed: await pack(bytes) };
      await write(() => artifacts.add(place, id, block));
    });
    const end = await write(() => artifacts.finish(place, id, whole));
    return agreed(place, end, whole.sha256);
  } catch (error) {
    // The seal of the run drops what even this cannot.
    await write(() => artifacts.drop(id)).catch(() => {});
    throw error;
  }
};
