import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { Room } from "../../../store/elastic/room.ts";

test("who does not fit waits until there is room, and nobody passes who came later", async () => {
  const room = new Room(10);
  const entered: string[] = [];
  const enter = (name: string, bytes: number) => room.take(bytes).then(() => entered.push(name));
  void enter("first", 6);
  void enter("large", 8);
  void enter("small", 1);
  await turn();
  assert.deepEqual(entered, ["first"]);
  room.give(6);
  await turn();
  assert.deepEqual(entered, ["first", "large", "small"]);
});

test("what is larger than all of the room gets in alone", async () => {
  const room = new Room(10);
  await room.take(100);
  let entered = false;
  void room.take(1).then(() => (entered = true));
  await turn();
  assert.equal(entered, false);
  room.give(100);
  await turn();
  assert.equal(entered, true);
});
