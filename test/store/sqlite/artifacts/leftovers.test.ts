import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { openSqliteStore } from "../../../../store/sqlite/open.ts";
import { runInput, sealInput, uuid } from "../../../contract/store-build.ts";
import { FILE, ownFolder } from "../open-database.ts";

const place = { run: uuid("a"), path: "x", sha256: null };

const rowsIn = (file: string): unknown => {
  const db = new DatabaseSync(file);
  const rows = db
    .prepare(
      "SELECT (SELECT count(*) FROM artifact) AS files, (SELECT count(*) FROM artifact_block) AS blocks",
    )
    .get();
  db.close();
  return { ...rows };
};

async function* breaking(): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(3 << 20);
  throw new Error("the sender is gone");
}

test("an upload that breaks off leaves no row behind", async (context) => {
  const folder = ownFolder(context);
  await using store = openSqliteStore(folder, () => 0);
  await store.putRun(runInput("a"));
  await assert.rejects(store.putArtifact(place, breaking()), /the sender is gone/);
  assert.deepEqual(rowsIn(join(folder, FILE)), { files: 0, blocks: 0 });
});

test("what a killed server left of an upload goes with the run's seal", async (context) => {
  const folder = ownFolder(context);
  await using store = openSqliteStore(folder, () => 0);
  await store.putRun(runInput("a"));
  const db = new DatabaseSync(join(folder, FILE));
  db.exec(`INSERT INTO artifact (id, run_key, path, bytes) SELECT 7, run_key, 'x', 1 FROM run;
    INSERT INTO artifact_block (artifact, offset, bytes, packed) VALUES (7, 0, 1, x'00')`);
  db.close();
  assert.deepEqual((await store.getRun(uuid("a")))?.artifacts, []);
  await store.sealRun(uuid("a"), sealInput({ artifacts: [] }));
  assert.deepEqual(rowsIn(join(folder, FILE)), { files: 0, blocks: 0 });
});
