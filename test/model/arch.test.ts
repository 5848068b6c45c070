import assert from "node:assert/strict";
import { test } from "node:test";
import { ARCHES, baseArch } from "../../model/arch.ts";

test("concrete architectures mean their base, all others themselves", () => {
  for (const name of ["i486", "i586", "i686"]) assert.equal(baseArch(name), "i386");
  assert.equal(baseArch("armv7hl"), "armhfp");
  for (const name of [...ARCHES, "riscv64", "constructor"]) assert.equal(baseArch(name), name);
});
