import { promisify } from "node:util";
import { zstdDecompress } from "node:zlib";
import { type Artifact, isArtifactPath } from "../../../model/artifact.ts";
import { AppError } from "../../../model/errors.ts";
import { LIMITS } from "../../../model/limits.ts";
import { isFinal } from "../../../model/run.ts";
import type { ArtifactPlace } from "../../store.ts";
import type { Database } from "../database.ts";
import { guarded } from "../failure.ts";
import { refuseExpired } from "../retention/expired.ts";
import { runClosed, type Runs } from "../runs.ts";
import { type ArtifactRow, ArtifactTable, type PackedBlock } from "./artifact-table.ts";

/** What is stored at a path. */
export interface Stored {
  readonly kind: "stored";
  readonly artifact: Artifact;
  /** True when its run is sealed. */
  readonly sealed: boolean;
}

/** A file on its way in: already there, or to be taken under an id. */
type Begun = Stored | { readonly kind: "arriving"; readonly id: number };

const unpack = promisify(zstdDecompress);

/** The artifacts of the embedded store. What writes belongs inside the caller's transaction. */
export class Artifacts {
  readonly #runs: Runs;
  readonly #now: () => number;
  readonly #table: ArtifactTable;

  constructor(db: Database, runs: Runs, now: () => number) {
    this.#runs = runs;
    this.#now = now;
    this.#table = new ArtifactTable(db);
  }

  /** By path, those that are complete. */
  list(runKey: number): Artifact[] {
    return this.#table.list(runKey);
  }

  /** Throws `not-found`, `bad-value`, `run-closed`, `too-large`. */
  begin({ run, path }: ArtifactPlace): Begun {
    if (!isArtifactPath(path))
      throw new AppError("bad-value", `an artifact cannot be named ${JSON.stringify(path.slice(0, 200))}`);
    const row = this.#runs.get(run);
    const stored = this.#table.find(row.run_key, path);
    if (stored !== undefined) return { kind: "stored", artifact: shown(stored), sealed: isFinal(row.state) };
    if (isFinal(row.state)) throw runClosed(run);
    this.#checkRoom(row.run_key, 0);
    return { kind: "arriving", id: this.#table.begin(row.run_key, path) };
  }

  /** Throws `run-closed` when the run was sealed meanwhile. */
  add({ run }: ArtifactPlace, id: number, block: PackedBlock): void {
    if (!this.#table.grow(id, block.offset + block.bytes)) throw runClosed(run);
    this.#table.addBlock(id, block);
    this.#runs.hear(this.#runs.get(run).run_key, this.#now());
  }

  /** Lists what has arrived as an artifact of its run; where another upload was faster, what that one left counts. */
  finish({ run, path }: ArtifactPlace, id: number, { bytes, sha256 }: Omit<Artifact, "path">): Stored {
    const row = this.#runs.get(run);
    const stored = this.#table.find(row.run_key, path);
    if (stored !== undefined) {
      this.#table.drop(id);
      return { kind: "stored", artifact: shown(stored), sealed: isFinal(row.state) };
    }
    if (!this.#table.grow(id, bytes)) throw runClosed(run);
    this.#checkRoom(row.run_key, bytes);
    this.#table.complete(id, sha256);
    return { kind: "stored", artifact: { path, bytes, sha256 }, sealed: false };
  }

  drop(id: number): void {
    this.#table.drop(id);
  }

  /** Ends what still arrives, and holds what is complete against what is expected; undefined expects what there is.
      Throws `artifact-missing`, `seal-mismatch`. */
  verifyAndClose(runKey: number, expected: readonly Artifact[] | undefined): void {
    if (expected !== undefined) verify(this.#table.list(runKey), expected);
    for (const id of this.#table.arriving(runKey)) this.#table.drop(id);
  }

  /** Removes the content of the run's artifacts, and keeps what is known of them. */
  expire(runKey: number): void {
    this.#table.expire(runKey);
  }

  remove(runKey: number): void {
    this.#table.remove(runKey);
  }

  /** Bytes `start` ≤ offset < `end`, block by block. Throws `not-found`. */
  async *read(run: string, path: string, start: number, end: number): AsyncGenerator<Uint8Array> {
    const row = guarded(() => this.#runs.get(run));
    const found = guarded(() => this.#table.find(row.run_key, path));
    if (found === undefined)
      throw new AppError("not-found", `run ${run} has no artifact ${path}`, { run, artifact: path });
    refuseExpired(row);
    const last = Math.min(end, found.bytes);
    for (let at = start; at < last;) {
      const block = this.#table.blockAt(found.id, at);
      if (block === undefined || block.offset + block.bytes <= at) return;
      const bytes = await unpack(block.packed);
      yield bytes.subarray(at - block.offset, last - block.offset);
      at = block.offset + block.bytes;
    }
  }

  #checkRoom(runKey: number, more: number): void {
    const { count, bytes } = this.#table.sum(runKey);
    if (count >= LIMITS.artifactCount) throw tooLarge("artifactCount", "artifacts");
    if (bytes + more > LIMITS.artifacts) throw tooLarge("artifacts", "bytes of artifacts");
  }
}

const shown = ({ path, bytes, sha256 }: ArtifactRow): Artifact => ({ path, bytes, sha256 });

const tooLarge = (limit: "artifactCount" | "artifacts", what: string): AppError =>
  new AppError("too-large", `a run may have ${LIMITS[limit]} ${what}`, { limit });

const verify = (there: readonly Artifact[], expected: readonly Artifact[]): void => {
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
