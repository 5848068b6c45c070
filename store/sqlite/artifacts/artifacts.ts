import { promisify } from "node:util";
import { zstdDecompress } from "node:zlib";
import type { Artifact } from "../../../model/artifact.ts";
import { isFinal } from "../../../model/run.ts";
import { checkPath, noArtifact, type StoredArtifact } from "../../record/artifact-agreed.ts";
import { checkRoom } from "../../record/artifact-room.ts";
import { verifyArtifacts } from "../../record/artifacts-sealed.ts";
import { runClosed } from "../../record/run-changes.ts";
import type { ArtifactPlace } from "../../store.ts";
import type { Database } from "../database.ts";
import { guarded } from "../failure.ts";
import { refuseExpired } from "../retention/expired.ts";
import type { Runs } from "../runs.ts";
import { type ArtifactRow, ArtifactTable, type PackedBlock } from "./artifact-table.ts";

/** An artifact that is stored. */
export interface Stored extends StoredArtifact {
  readonly kind: "stored";
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
    checkPath(path);
    const row = this.#runs.get(run);
    const stored = this.#table.find(row.run_key, path);
    if (stored !== undefined) return { kind: "stored", artifact: shown(stored), sealed: isFinal(row.state) };
    if (isFinal(row.state)) throw runClosed(run);
    checkRoom(this.#table.sum(row.run_key), 0);
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
    checkRoom(this.#table.sum(row.run_key), bytes);
    this.#table.complete(id, sha256);
    return { kind: "stored", artifact: { path, bytes, sha256 }, sealed: false };
  }

  drop(id: number): void {
    this.#table.drop(id);
  }

  /** Ends what still arrives, and holds what is complete against what is expected; undefined expects what there is.
      Throws `artifact-missing`, `seal-mismatch`. */
  verifyAndClose(runKey: number, expected: readonly Artifact[] | undefined): void {
    if (expected !== undefined) verifyArtifacts(this.#table.list(runKey), expected);
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
    if (found === undefined) throw noArtifact(run, path);
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
}

const shown = ({ path, bytes, sha256 }: ArtifactRow): Artifact => ({ path, bytes, sha256 });
