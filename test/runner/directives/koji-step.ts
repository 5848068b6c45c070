import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { AppError } from "../../../model/errors.ts";
import { koji } from "../../../runner/directives/koji.ts";
import type { Services } from "../../../runner/services/services.ts";
import type { DoubleBuild } from "../../support/koji/content.ts";
import { type KojiDouble, startKoji } from "../../support/koji/double.ts";
import { type Step, step } from "./step.ts";

/** An RPM whose content says what it is. */
export const rpm = (name: string, arch: string) => ({ name, arch, bytes: Buffer.from(`${name} of ${arch}`) });

const FOO: DoubleBuild = {
  name: "foo",
  version: "1.2",
  release: "3.fc22",
  tags: ["f22"],
  rpms: [
    rpm("foo", "src"),
    ...["x86_64", "i686", "armv7hl"].flatMap((arch) => [rpm("foo", arch), rpm("foo-debuginfo", arch)]),
    rpm("foo-debugsource", "x86_64"),
    rpm("foo-doc", "noarch"),
  ],
  logs: { x86_64: "built\n", i686: "built too\n" },
};
const BAR: DoubleBuild = {
  name: "bar",
  version: "2",
  release: "1.fc22",
  tags: ["f22-updates"],
  volume_name: "disk2",
  rpms: [rpm("bar", "noarch")],
  logs: { noarch: "built\n" },
};
const NEXT: DoubleBuild = { ...FOO, version: "1.3", tags: ["f22-updates-testing-pending"] };
const FAILED: DoubleBuild = { ...FOO, version: "0", state: 3, tags: [] };
const TAGS = { f22: null, "f22-updates": "f22", "f22-updates-testing-pending": null };

/** A step beside a koji with the builds foo (in f22, a newer one pending, one that failed) and bar (in f22-updates). */
export const startWithFoo = async (
  t: TestContext,
  services: Partial<Services> = {},
): Promise<Step & { readonly double: KojiDouble }> => {
  const double = await startKoji(t, { builds: [FAILED, FOO, BAR, NEXT], tags: TAGS });
  return { double, ...step(t, { kojiHub: double.hub, kojiTop: double.top, ...services }) };
};

const FOO_NVR = "foo-1.2-3.fc22";

/** What the directive exports. */
export interface Value {
  readonly downloaded_rpms: readonly string[];
  readonly downloaded_logs: readonly string[];
  readonly log_errors: readonly string[];
}

/** Fetches foo. */
export const download = (of: Step, more: Readonly<Record<string, unknown>>): Promise<Value> =>
  of.value(koji, { action: "download", koji_build: FOO_NVR, ...more }) as Promise<Value>;

/** File names of paths. */
export const names = (paths: readonly string[]): string[] => paths.map((path) => path.replace(/^.*\//, ""));

/** Holds an error to its code and message. */
export const fails = (code: string, message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof AppError);
  assert.equal(error.code, code);
  assert.match(error.message, message);
  return true;
};

/** File name of an RPM of foo. */
export const file = (name: string, arch: string): string => `${name}-1.2-3.fc22.${arch}.rpm`;
