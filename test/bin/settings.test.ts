import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { loadSettings, wholeNumber } from "../../bin/settings.ts";
import { AppError } from "../../model/errors.ts";
import { freshFolder } from "../support/folder.ts";

const folder = (yaml: string): string => {
  const made = freshFolder("settings");
  writeFileSync(join(made, "taskotron.yaml"), yaml);
  return made;
};

test("a flag wins over the environment, that over the file, that over the default", () => {
  const file = folder("port: 1\nhost: 0.0.0.0\ndata: /from/file\n");
  const settings = loadSettings({ port: "3" }, { TASKOTRON_PORT: "2", TASKOTRON_HOST: "::1" }, [file]);
  assert.equal(settings.port, "3");
  assert.equal(settings.host, "::1");
  assert.equal(settings.data, "/from/file");
  assert.equal(settings.concurrency, "2");
});

test("the first folder with a file decides", () => {
  const settings = loadSettings({}, {}, ["/nowhere", folder("port: 1"), folder("port: 2")]);
  assert.equal(settings.port, "1");
});

test("an unknown key, a nested value and broken YAML are errors that name the file", () => {
  for (const yaml of ["prot: 1", "port: {a: 1}", "port: [", "- port"])
    assert.throws(
      () => loadSettings({}, {}, [folder(yaml)]),
      (error) =>
        error instanceof AppError && error.code === "setting" && error.message.includes("taskotron.yaml"),
      yaml,
    );
});

test("a number that is none is an error that names its variable", () => {
  const settings = loadSettings({ port: "80a" }, {}, []);
  assert.throws(() => wholeNumber(settings, "port"), /TASKOTRON_PORT.*"80a"/);
});
