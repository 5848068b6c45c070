import assert from "node:assert/strict";
import { test } from "node:test";
import { Commits } from "../../../store/sqlite/commits.ts";
import { Database } from "../../../store/sqlite/database.ts";
import { sql } from "../../../store/sqlite/sql.ts";

const open = () => {
  const db = new Database(":memory:");
  db.raw.exec("CREATE TABLE a (x INTEGER UNIQUE)");
  const log: string[] = [];
  return { db, log, commits: new Commits(db, () => log.push("undone")) };
};

const values = (db: Database): number[] =>
  db.all<{ x: number }>(sql`SELECT x FROM a ORDER BY x`).map(({ x }) => x);

const insert = (db: Database, x: number) => () => db.run(sql`INSERT INTO a VALUES (${x})`);

test("writes of one turn are committed together", async () => {
  const { db, commits } = open();
  const seen: boolean[] = [];
  const first = commits.write(() => {
    seen.push(db.raw.isTransaction);
    return "answer";
  });
  const second = commits.write(() => seen.push(db.raw.isTransaction));
  assert.deepEqual(seen, []);
  assert.equal(await first, "answer");
  assert.deepEqual([seen, db.raw.isTransaction], [[true, true], false]);
  await second;
});

test("a write that fails takes back its own part and no other", async () => {
  const { db, log, commits } = open();
  const writes = [
    commits.write(insert(db, 1)),
    commits.write(() => {
      insert(db, 2)();
      insert(db, 1)();
    }),
    commits.write(insert(db, 3)),
  ];
  const settled = await Promise.allSettled(writes);
  assert.deepEqual(
    settled.map(({ status }) => status),
    ["fulfilled", "rejected", "fulfilled"],
  );
  assert.deepEqual([values(db), log], [[1, 3], ["undone"]]);
});

test("when the transaction is lost, every write in it fails and later ones go on", async () => {
  const { db, log, commits } = open();
  const writes = [
    commits.write(insert(db, 1)),
    commits.write(() => {
      db.raw.exec("ROLLBACK");
      throw new Error("lost");
    }),
    commits.write(insert(db, 3)),
  ];
  const settled = await Promise.allSettled(writes);
  assert.deepEqual(
    settled.map(({ status }) => status),
    ["rejected", "rejected", "fulfilled"],
  );
  assert.deepEqual([values(db), log], [[3], ["undone"]]);
});

test("long work is cut into several transactions, in order", async () => {
  const { db, commits } = open();
  const slow = (x: number) => () => {
    const end = performance.now() + 15;
    while (performance.now() < end);
    insert(db, x)();
  };
  const order: number[] = [];
  await Promise.all([1, 2, 3, 4].map((x) => commits.write(slow(x)).then(() => order.push(x))));
  assert.deepEqual(
    [values(db), order],
    [
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ],
  );
});

test("what waits is written by a flush", async () => {
  const { db, commits } = open();
  const write = commits.write(insert(db, 1));
  commits.flush();
  assert.deepEqual(values(db), [1]);
  await write;
});
