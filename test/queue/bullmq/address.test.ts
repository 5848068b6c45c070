import assert from "node:assert/strict";
import { test } from "node:test";
import { AppError } from "../../../model/errors.ts";
import { parseAddress } from "../../../queue/bullmq/address.ts";

test("an address says host, database and name of the queue; people see no password", () => {
  assert.deepEqual(parseAddress("redis://user:secret@host:6380/2?name=builds"), {
    url: "redis://user:secret@host:6380/2",
    shown: "redis://host:6380/2",
    name: "builds",
  });
  assert.equal(parseAddress("rediss://host").name, "jobs");
});

test("an address that is none is a wrong setting, told without its password", () => {
  for (const text of [
    "redis://",
    "redis://u:secret@host/name",
    "redis://u:secret@host?name=a:b",
    "redis://u:secret@host?nam=a",
  ])
    assert.throws(
      () => parseAddress(text),
      (error: unknown) =>
        error instanceof AppError && error.code === "setting" && !error.message.includes("secret"),
      text,
    );
});
