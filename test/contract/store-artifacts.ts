import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import type { Artifact } from "../../model/artifact.ts";
import { LIMITS } from "../../model/limits.ts";
import type { Store } from "../../store/store.ts";
import type { Cases } from "./store.contract.ts";
import { bytes, runInput, sealInput, uuid } from "./store-build.ts";

const artifact = (path: string, content: string | Uint8Array): Artifact => ({
  path,
  bytes: content.length,
  sha256: createHash("sha256").update(content).digest("hex"),
});

async function* stream(content: string | Uint8Array, cut = 1000): AsyncGenerator<Uint8Array> {
  const whole = typeof content === "string" ? bytes(content) : content;
  for (let at = 0; at < whole.length; at += cut) yield whole.subarray(at, at + cut);
}

async function* breaking(): AsyncGenerator<Uint8Array> {
  yield bytes("half");
  throw new Error("the sender is gone");
}

const put = (store: Store, path: string, content: string | Uint8Array, announced = true) => {
  const sha256 = announced ? artifact(path, content).sha256 : null;
  return store.putArtifact({ run: uuid("a"), path, sha256 }, stream(content));
};

const read = async (store: Store, path: string, start = 0, end = Infinity): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const part of store.readArtifact(uuid("a"), path, start, end)) parts.push(part);
  return Buffer.concat(parts);
};

const listed = async (store: Store) => (await store.getRun(uuid("a")))?.artifacts;

export const artifactCases: Cases = {
  "an artifact is listed and readable when putting it resolves": async ({ store, reopen }) => {
    await store.putRun(runInput("a"));
    assert.deepEqual(await listed(store), []);
    assert.deepEqual(await put(store, "b/x.log", "hello"), artifact("b/x.log", "hello"));
    await put(store, "a.txt", "");
    const again = await reopen();
    assert.deepEqual(await listed(again), [artifact("a.txt", ""), artifact("b/x.log", "hello")]);
    assert.equal((await read(again, "b/x.log")).toString(), "hello");
    assert.equal((await read(again, "a.txt")).length, 0);
  },

  "every part of a large artifact comes back as it came": async ({ store }) => {
    const content = randomBytes(2 * LIMITS.chunk + 12_345);
    await store.putRun(runInput("a"));
    await store.putArtifact(
      { run: uuid("a"), path: "big.bin", sha256: artifact("big.bin", content).sha256 },
      stream(content, 77_777),
    );
    assert.ok((await read(store, "big.bin")).equals(content));
    const cuts = [0, 1, LIMITS.chunk - 1, LIMITS.chunk, LIMITS.chunk + 1, content.length - 1, content.length];
    for (const start of cuts)
      for (const end of cuts.filter((cut) => cut >= start))
        assert.ok((await read(store, "big.bin", start, end)).equals(content.subarray(start, end)));
  },

  "an artifact that is there is accepted again, and not with other content": async ({ store }) => {
    await store.putRun(runInput("a"));
    await put(store, "x", "one");
    assert.deepEqual(await put(store, "x", "one"), artifact("x", "one"));
    assert.deepEqual(await put(store, "x", "one", false), artifact("x", "one"));
    await assert.rejects(put(store, "x", "two"), { code: "artifact-conflict" });
    await assert.rejects(put(store, "x", "two", false), { code: "artifact-conflict" });
    assert.equal((await read(store, "x")).toString(), "one");
  },

  "artifacts that race end as one": async ({ store }) => {
    await store.putRun(runInput("a"));
    const same = await Promise.all(Array.from({ length: 5 }, () => put(store, "x", "one")));
    assert.deepEqual(new Set(same.map(({ sha256 }) => sha256)).size, 1);
    const rivals = await Promise.allSettled(["two", "three"].map((content) => put(store, "y", content)));
    assert.deepEqual(rivals.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
    assert.equal((await listed(store))?.length, 2);
  },

  "content that breaks off or is not what was announced leaves nothing": async ({ store }) => {
    await store.putRun(runInput("a"));
    const place = { run: uuid("a"), path: "x", sha256: null };
    await assert.rejects(store.putArtifact(place, breaking()), /the sender is gone/);
    await assert.rejects(store.putArtifact({ ...place, sha256: "0".repeat(64) }, stream("one")), {
      code: "bad-value",
    });
    assert.deepEqual(await listed(store), []);
    await assert.rejects(read(store, "x"), { code: "not-found" });
    assert.deepEqual(await put(store, "x", "two"), artifact("x", "two"));
  },

  "paths that lead elsewhere are refused": async ({ store }) => {
    await store.putRun(runInput("a"));
    const long = "x".repeat(LIMITS.artifactPath + 1);
    const deep = Array.from({ length: LIMITS.artifactDepth + 1 }, () => "x").join("/");
    for (const path of [
      "",
      ".",
      "..",
      "../x",
      "a/../x",
      "/x",
      "a//b",
      "a/",
      "a\\b",
      "a\0b",
      "a b",
      long,
      deep,
    ])
      await assert.rejects(put(store, path, "one"), { code: "bad-value" }, JSON.stringify(path));
    await put(store, "..x/.y/a+b~1^2:3@4=5,6-7_8.log", "one");
  },

  "an artifact or a run that does not exist is not found": async ({ store }) => {
    await assert.rejects(put(store, "x", "one"), { code: "not-found" });
    await assert.rejects(read(store, "x"), { code: "not-found" });
    await store.putRun(runInput("a"));
    await assert.rejects(read(store, "x"), { code: "not-found" });
  },

  "more than the limit is refused, whatever is announced": async ({ store }) => {
    await store.putRun(runInput("a"));
    const piece = Buffer.alloc(LIMITS.chunk);
    const endless = async function* () {
      for (;;) yield piece;
    };
    await assert.rejects(store.putArtifact({ run: uuid("a"), path: "x", sha256: null }, endless()), {
      code: "too-large",
      fields: { limit: "artifact" },
    });
    assert.deepEqual(await listed(store), []);
  },

  "a run has so many artifacts and no more": async ({ store }) => {
    await store.putRun(runInput("a"));
    const puts = Array.from({ length: LIMITS.artifactCount + 1 }, (_, at) => put(store, `${at}`, "one"));
    const refused = (await Promise.allSettled(puts)).filter(({ status }) => status === "rejected");
    assert.equal(refused.length, 1);
    await assert.rejects(put(store, "x", "one"), {
      code: "too-large",
      fields: { limit: "artifactCount" },
    });
  },

  "an artifact is a sign of life": async ({ store, clock }) => {
    await store.putRun(runInput("a"));
    clock.now += 5000;
    await put(store, "x", "one");
    assert.equal((await store.getRun(uuid("a")))?.heard, "2024-03-01T12:00:05.000Z");
  },

  "a sealed run takes artifacts that it has and no others": async ({ store }) => {
    await store.putRun(runInput("a"));
    await put(store, "x", "one");
    const run = await store.sealRun(uuid("a"), sealInput({ artifacts: [artifact("x", "one")] }));
    assert.deepEqual(run.artifacts, [artifact("x", "one")]);
    assert.deepEqual(await put(store, "x", "one"), artifact("x", "one"));
    assert.deepEqual(await put(store, "x", "one", false), artifact("x", "one"));
    await assert.rejects(put(store, "x", "two"), { code: "run-closed" });
    await assert.rejects(put(store, "y", "two"), { code: "run-closed" });
  },

  "an artifact that is still arriving when its run is sealed is refused": async ({ store }) => {
    await store.putRun(runInput("a"));
    const late = async function* () {
      yield bytes("one");
      await store.sealRun(uuid("a"), sealInput());
      yield bytes("two");
    };
    await assert.rejects(store.putArtifact({ run: uuid("a"), path: "x", sha256: null }, late()), {
      code: "run-closed",
    });
    assert.deepEqual(await listed(store), []);
  },

  "a seal asks for artifacts that are missing, and then succeeds": async ({ store }) => {
    await store.putRun(runInput("a"));
    const seal = sealInput({ artifacts: [artifact("y", "two"), artifact("x", "one")] });
    const missing = (path: string) => ({ code: "artifact-missing", fields: { artifact: path } });
    await put(store, "x", "one");
    await assert.rejects(store.sealRun(uuid("a"), seal), missing("y"));
    assert.equal((await store.getRun(uuid("a")))?.state, "RUNNING");
    await put(store, "y", "two");
    const run = await store.sealRun(uuid("a"), seal);
    assert.equal(run.state, "FINISHED");
    const reversed = { ...seal, artifacts: seal.artifacts?.toReversed() ?? [] };
    assert.deepEqual(await store.sealRun(uuid("a"), reversed), run);
    await assert.rejects(store.sealRun(uuid("a"), sealInput({ artifacts: [] })), { code: "run-closed" });
  },

  "an artifact that is not the sealed one is a mismatch": async ({ store }) => {
    await store.putRun(runInput("a"));
    await put(store, "x", "one");
    for (const artifacts of [[], [artifact("x", "two")], [{ ...artifact("x", "one"), bytes: 4 }]])
      await assert.rejects(store.sealRun(uuid("a"), sealInput({ artifacts })), { code: "seal-mismatch" });
    assert.equal((await store.getRun(uuid("a")))?.state, "RUNNING");
  },

  "a seal that does not speak of artifacts takes what has arrived": async ({ store }) => {
    await store.putRun(runInput("a"));
    await put(store, "x", "one");
    const run = await store.sealRun(uuid("a"), sealInput());
    assert.deepEqual([run.state, run.artifacts], ["FINISHED", [artifact("x", "one")]]);
    assert.deepEqual(await store.sealRun(uuid("a"), sealInput()), run);
  },
};
