import assert from "node:assert/strict";
import { formula } from "../../runner/box.ts";
import { formulaWith, OK, printed, ran, refusal, type Rows } from "../row.ts";

/** Rows 1 to 12: the formula and its variables. */
export const FORMULA_ROWS: Rows = {
  1: {
    about: "name, desc and maintainer are required, and the refusal names the field",
    check: async (t) => {
      for (const field of ["name", "desc", "maintainer"]) {
        const text = formula("- {name: x, shell: x}").replace(new RegExp(`^${field}:.*\n`, "m"), "");
        assert.match(await refusal(t, text), new RegExp(`runtask\\.yml:1:1: ${field} is missing`));
      }
    },
  },
  2: {
    about: "every declared input must be supplied: a koji_tag is no koji_build",
    check: async (t) => {
      const text = formulaWith("input: {args: [koji_build]}", "- {name: x, shell: x}");
      assert.match(await refusal(t, text, { type: "koji_tag" }), /demo takes koji_build, not koji_tag/);
      const job = formulaWith("input: {args: [koji_build, jobid]}", "- {name: x, shell: x}");
      assert.match(await refusal(t, job), /demo needs jobid/);
    },
  },
  3: {
    about: "the item is a variable named by its type, by its name of 2014 too",
    check: async (t) => {
      assert.equal(
        await printed(t, `- {name: x, shell: 'echo "# \${koji_build}"; ${OK}'}`),
        "# foo-1.2-3.fc99\n1..1\nok - a\n",
      );
      const update = { type: "bodhi_update", item: "FEDORA-2014-1" };
      assert.match(
        await printed(t, `- {name: x, shell: 'echo "# $bodhi_id $bodhi_update"; ${OK}'}`, update),
        /^# FEDORA-2014-1 FEDORA-2014-1$/m,
      );
    },
  },
  4: {
    about: "$var and ${var} expand in one string",
    check: async (t) =>
      assert.match(
        await printed(t, `- {name: x, shell: 'echo "# $item-\${arch}x"; ${OK}'}`),
        /^# foo-1\.2-3\.fc99-x86_64x$/m,
      ),
  },
  5: {
    about: "$$ is a dollar",
    check: async (t) =>
      assert.equal(
        await printed(t, "- {name: x, exec: {program: printf, args: ['1..1\\nok - a\\n# %s\\n', '/a$$/']}}"),
        "1..1\nok - a\n# /a$/\n",
      ),
  },
  6: {
    about: "a value that is one variable passes the object, as it is",
    check: async (t) => {
      const files = {
        "a.py":
          "def give(): return [1, {'b': True}]\ndef take(it): assert it == [1, {'b': True}], it; return '1..1\\nok - a'\n",
      };
      const steps =
        "- {name: x, python: {file: a.py, callable: give}, export: it}\n- {name: y, python: {file: a.py, callable: take, it: $it}}";
      assert.equal(await printed(t, steps, { files }), "1..1\nok - a\n");
    },
  },
  7: {
    about: "${c.name} reaches into an exported map",
    check: async (t) => {
      const files = { "a.py": "def give(): return {'name': 'x', 'in': {'deep': 'y'}}\n" };
      const steps = `- {name: x, python: {file: a.py, callable: give}, export: c}\n- {name: y, shell: 'echo "# \${c.name} \${c.in.deep}"; ${OK}'}`;
      assert.match(await printed(t, steps, { files }), /^# x y$/m);
    },
  },
  8: {
    about: "an undefined variable is an error that names it and its line, before anything is run",
    check: async (t) => {
      assert.match(
        await refusal(t, formula("- {name: x, shell: x}\n- name: y\n  shell: echo ${nope}")),
        /runtask\.yml:7:17: the variable "nope" is not defined/,
      );
      const files = { "a.py": "def give(): return {'name': 'x'}\n" };
      const { report } = await ran(
        t,
        "- {name: x, python: {file: a.py, callable: give}, export: c}\n- {name: y, shell: 'echo ${c.nope}'}",
        { files },
      );
      assert.match(report.fault ?? "", /runtask\.yml:6:\d+: "c\.nope" is not defined/);
    },
  },
  9: {
    about: "what a step exports is there for later steps, in keys of maps too",
    check: async (t) => {
      const steps = `- {name: x, shell: echo "# one", export: first}\n- {name: y, shell: 'echo "$first, two"; ${OK}'}`;
      assert.equal(await printed(t, steps), "# one\n# one, two\n1..1\nok - a\n");
      const files = {
        "a.py":
          "def give(): return 'key'\ndef take(**given): assert given == {'key': 1}, given; return '1..1\\nok - a'\n",
      };
      const keys =
        "- {name: x, python: {file: a.py, callable: give}, export: name}\n- {name: y, python: {file: a.py, callable: take, $name: 1}}";
      assert.equal(await printed(t, keys, { files }), "1..1\nok - a\n");
    },
  },
  10: {
    about: "a step has one directive",
    check: async (t) =>
      assert.match(
        await refusal(t, formula("- {name: x, shell: a, exec: {program: b}}")),
        /runtask\.yml:5:25: this step has two directives, shell and exec/,
      ),
  },
  11: {
    about: "an unknown directive is an error that lists those that there are",
    check: async (t) =>
      assert.match(
        await refusal(t, formula("- {name: x, foo: {}}")),
        /runtask\.yml:5:15: there is no directive "foo".*koji, .*shell/,
      ),
  },
  12: {
    about: "steps run one after the other, and none after one that failed",
    check: async (t) => {
      const { out, messages } = await ran(
        t,
        "- {name: one, shell: [echo 1, 'false', echo 2]}\n- {name: two, shell: echo 3}",
      );
      assert.equal(out, "1\n");
      assert.ok(messages.some((line) => line.includes('step "one"')));
      assert.ok(!messages.some((line) => line.includes('step "two"')));
    },
  },
};
