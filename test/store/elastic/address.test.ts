import assert from "node:assert/strict";
import { test } from "node:test";
import { parseAddress } from "../../../store/elastic/address.ts";

test("an address names nodes, user and prefix", () => {
  assert.deepEqual(parseAddress("https://me:a%2Fb%40c@one:9200,two:9201/ours"), {
    nodes: ["https://one:9200", "https://two:9201"],
    user: { username: "me", password: "a/b@c" },
    prefix: "ours",
  });
});

test("without prefix the indices begin with taskotron", () => {
  for (const url of ["http://[::1]:9200", "http://[::1]:9200/"])
    assert.deepEqual(parseAddress(url), { nodes: ["http://[::1]:9200"], user: null, prefix: "taskotron" });
});

test("what is no address is a wrong setting, and its password is not told", () => {
  for (const url of [
    "http://",
    "http://user@host",
    "http://u:secret@host/Upper",
    "http://u:secret@host/_x",
    "http://u:secret@host/a*",
    "http://u:secret@host/a/b",
    "http://u:%zz@host",
    "http://host:99999",
    "http://a,,b",
  ])
    assert.throws(
      () => parseAddress(url),
      (error: Error & { readonly code?: string }) =>
        error.code === "setting" && !error.message.includes("secret"),
      url,
    );
});
