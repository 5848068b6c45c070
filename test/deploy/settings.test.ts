import assert from "node:assert/strict";
import { test } from "node:test";
import { SETTINGS } from "../../model/settings.ts";
import { namesIn, textOf } from "./files.ts";

const known: readonly string[] = Object.values(SETTINGS).map(({ env }) => env);

test("the example of taskotron.env names settings that exist", () => {
  const names = namesIn(textOf("taskotron.env.example"));
  assert.ok(names.includes("TASKOTRON_TOKEN"));
  assert.deepEqual(
    names.filter((name) => !known.includes(name)),
    [],
  );
});

test("what the image and the units set are settings that exist", () => {
  const texts = ["Dockerfile", "systemd/taskotron-server.service", "systemd/taskotron-worker.service"];
  const names = texts.flatMap((path) => textOf(path).match(/\bTASKOTRON_[A-Z_]+(?==)/g) ?? []);
  assert.ok(names.length > 4);
  assert.deepEqual(
    names.filter((name) => !known.includes(name)),
    [],
  );
});

test("the example of .env names every password that compose.yaml asks for, and no other", () => {
  const asked = [...textOf("compose.yaml").matchAll(/\$\{([A-Z_]+):-/g)].map(([, name]) => name ?? "");
  assert.deepEqual([...new Set(asked)].sort(), [...new Set(namesIn(textOf("compose.env.example")))].sort());
});

test("no example brings a secret that somebody could leave as it is", () => {
  for (const name of ["taskotron.env.example", "compose.env.example"])
    for (const [, line] of textOf(name).matchAll(/^([A-Z_]*(?:PASSWORD|TOKEN)=.+)$/gm)) assert.fail(line);
});
