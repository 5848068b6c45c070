import assert from "node:assert/strict";
import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { download, fails, file, startWithFoo } from "./koji-step.ts";

test("links that an earlier step left lead the runner nowhere", async (t) => {
  const outside = mkdtempSync(join(tmpdir(), "outside-"));
  t.after(() => rmSync(outside, { recursive: true, force: true }));
  const of = await startWithFoo(t, { cache: join(outside, "cache") });
  const { workdir } = of.context;
  writeFileSync(join(outside, "victim"), "whole");
  symlinkSync(outside, join(workdir, "out"));
  await assert.rejects(
    download(of, { arch: "x86_64", target_dir: "out" }),
    fails("directive", /not in a folder/),
  );
  await assert.rejects(
    download(of, { arch: "x86_64", target_dir: "out/new" }),
    fails("directive", /not in a folder/),
  );
  await assert.rejects(
    download(of, { arch: "x86_64", target_dir: "../.." }),
    fails("directive", /not in a folder/),
  );
  for (const name of [file("foo", "x86_64"), `${file("foo-doc", "noarch")}.part`])
    symlinkSync(join(outside, "victim"), join(workdir, name));
  await download(of, { arch: "x86_64" });
  assert.equal(readFileSync(join(outside, "victim"), "utf8"), "whole");
  assert.ok(lstatSync(join(workdir, file("foo", "x86_64"))).isFile());
  assert.deepEqual(readdirSync(outside).sort(), ["cache", "victim"]);
});
