import type { Artifact } from "../../../model/artifact.ts";
import type { Database } from "../database.ts";
import { sql } from "../sql.ts";

/** A complete artifact. */
export interface ArtifactRow extends Artifact {
  readonly id: number;
}

/** A stretch of an artifact, compressed. */
export interface PackedBlock {
  readonly offset: number;
  /** Length of what is packed. */
  readonly bytes: number;
  readonly packed: Uint8Array;
}

/** Statements on the rows of artifacts and their blocks. */
export class ArtifactTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  find(runKey: number, path: string): ArtifactRow | undefined {
    return this.#db.get<ArtifactRow>(
      sql`SELECT id, path, bytes, sha256 FROM artifact WHERE run_key = ${runKey} AND path = ${path}
        AND sha256 IS NOT NULL`,
    );
  }

  /** By path. */
  list(runKey: number): Artifact[] {
    return this.#db
      .all<Artifact>(
        sql`SELECT path, bytes, sha256 FROM artifact WHERE run_key = ${runKey} AND sha256 IS NOT NULL ORDER BY path`,
      )
      .map((row) => ({ ...row }));
  }

  /** How many are complete, and their bytes. */
  sum(runKey: number): { readonly count: number; readonly bytes: number } {
    return (
      this.#db.get<{ count: number; bytes: number }>(
        sql`SELECT count(*) AS count, total(bytes) AS bytes FROM artifact WHERE run_key = ${runKey}
          AND sha256 IS NOT NULL`,
      ) ?? { count: 0, bytes: 0 }
    );
  }

  /** Answers the id of an artifact that arrives. */
  begin(runKey: number, path: string): number {
    return this.#db.insert(
      sql`INSERT INTO artifact (run_key, path, bytes, sha256) VALUES (${runKey}, ${path}, 0, NULL)`,
    );
  }

  /** False when the artifact arrives no more: its run was sealed meanwhile. */
  grow(id: number, bytes: number): boolean {
    return this.#db.run(sql`UPDATE artifact SET bytes = ${bytes} WHERE id = ${id}`) === 1;
  }

  complete(id: number, sha256: string): void {
    this.#db.run(sql`UPDATE artifact SET sha256 = ${sha256} WHERE id = ${id}`);
  }

  /** Removes one that arrives. */
  drop(id: number): void {
    this.#db.run(sql`DELETE FROM artifact_block WHERE artifact = ${id}`);
    this.#db.run(sql`DELETE FROM artifact WHERE id = ${id}`);
  }

  /** Removes the content of the run's artifacts, and keeps what is known of them. */
  expire(runKey: number): void {
    this.#db.run(
      sql`DELETE FROM artifact_block WHERE artifact IN (SELECT id FROM artifact WHERE run_key = ${runKey})`,
    );
  }

  remove(runKey: number): void {
    this.expire(runKey);
    this.#db.run(sql`DELETE FROM artifact WHERE run_key = ${runKey}`);
  }

  arriving(runKey: number): number[] {
    return this.#db
      .all<{ id: number }>(sql`SELECT id FROM artifact WHERE run_key = ${runKey} AND sha256 IS NULL`)
      .map(({ id }) => id);
  }

  addBlock(id: number, { offset, bytes, packed }: PackedBlock): void {
    this.#db.run(
      sql`INSERT INTO artifact_block (artifact, offset, bytes, packed) VALUES (${id}, ${offset}, ${bytes}, ${packed})`,
    );
  }

  /** The block that holds the byte at this offset. */
  blockAt(id: number, offset: number): PackedBlock | undefined {
    return this.#db.get<PackedBlock>(
      sql`SELECT offset, bytes, packed FROM artifact_block WHERE artifact = ${id} AND offset <= ${offset}
        ORDER BY offset DESC LIMIT 1`,
    );
  }
}
