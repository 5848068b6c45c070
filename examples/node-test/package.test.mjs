import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const sizeOf = (name) => statSync(join(process.env.TASKOTRON_ITEM, name)).size;

test("readme", () => assert.ok(sizeOf("README.md") > 0));
test("licence", () => assert.ok(sizeOf("LICENSE") > 0));
