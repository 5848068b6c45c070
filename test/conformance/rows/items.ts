import assert from "node:assert/strict";
import { baseArch } from "../../../model/arch.ts";
import { ITEM_TYPES, packageOf } from "../../../model/item.ts";
import { runCli } from "../../examples/run-cli.ts";
import { formula, taskBox } from "../../runner/box.ts";
import { printed, type Rows } from "../row.ts";

/** The nine item types of the ancestors, each with a form that it has. */
const ITEMS: Readonly<Record<string, string>> = {
  koji_build: "cups-2.2.0-9.fc25",
  koji_tag: "f25-updates-testing-pending",
  bodhi_update: "FEDORA-2017-04459ef8cf",
  compose: "https://kojipkgs.fedoraproject.org/compose/rawhide/Fedora-Rawhide-20170612.n.0/compose/",
  docker_image: "registry.fedoraproject.org/f26/cockpit:130-1",
  git_commit: "github.com/fedora/app#master#3a7d7f5",
  dist_git_commit: "rpms/gcc#9c5e3a1f",
  module_build: "testmodule-master-20170101000000",
  pull_request: "https://src.fedoraproject.org/rpms/gcc/pull-request/7",
};

/** Rows 18 to 23: items and arches. */
export const ITEM_ROWS: Rows = {
  18: {
    about: "the arch is noarch where none is given",
    check: async (t) => {
      const folder = await taskBox(t).task({
        "demo.yml": formula("- {name: x, shell: 'echo 1..1; echo \"ok - $arch\"'}"),
      });
      const { results, stderr } = await runCli(["--sandbox", "none", "-i", "foo", "-t", "file", folder]);
      assert.deepEqual(results, ["noarch PASSED"], stderr);
    },
  },
  19: {
    about: "i686 means i386, armv7hl means armhfp",
    check: async (t) => {
      for (const [arch, base] of [
        ["i386", "i386"],
        ["i486", "i386"],
        ["i586", "i386"],
        ["i686", "i386"],
        ["armv7hl", "armhfp"],
        ["x86_64", "x86_64"],
      ] as const)
        assert.equal(baseArch(arch), base);
      const folder = await taskBox(t).task({
        "demo.yml": formula("- {name: x, shell: 'echo 1..1; echo \"ok - $arch\"'}"),
      });
      assert.deepEqual(
        (await runCli(["--sandbox", "none", "-a", "i686", "-i", "foo", "-t", "file", folder])).results,
        ["i386 PASSED"],
      );
    },
  },
  20: {
    about: "the nine item types are known, and each form arrives at a program as it is",
    check: async (t) => {
      for (const [type, item] of Object.entries(ITEMS)) {
        assert.ok((ITEM_TYPES as readonly string[]).includes(type), type);
        assert.notEqual(packageOf(type, item).package, "");
        const steps = `- {name: x, exec: {program: printf, args: ["1..1\\nok - %s\\n# %s\\n", a, "\${${type}}"]}}`;
        assert.ok((await printed(t, steps, { type, item })).includes(`# ${item}\n`), item);
      }
    },
  },
  21: {
    about: "a package's name is all but the last two parts of its build",
    check: () => {
      const {
        package: name,
        version,
        release,
      } = packageOf("koji_build", "python-backports-ssl_match_hostname-3.4-1.fc21");
      assert.deepEqual([name, version, release], ["python-backports-ssl_match_hostname", "3.4", "1.fc21"]);
    },
  },
  22: {
    about: "an epoch is taken and dropped",
    check: () => {
      const { package: name, version, release } = packageOf("koji_build", "foo-1:2-3.fc21");
      assert.deepEqual([name, version, release], ["foo", "2", "3.fc21"]);
    },
  },
  23: {
    about: "the dist is the last .fcNN of the release",
    check: () => assert.equal(packageOf("koji_build", "foo-1-0.1.git2fc22ab.fc21").dist, "fc21"),
  },
};
