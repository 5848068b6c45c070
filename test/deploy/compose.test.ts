import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { suite, test, type TestContext } from "node:test";
import { needsProgram } from "../support/needs.ts";
import { DEPLOY, ROOT } from "./files.ts";

// where install-compose.sh puts it; a docker-compose of the system may be of version 1, which is another program
process.env["PATH"] =
  `${join(ROOT, "node_modules/.cache/docker-compose/bin")}${delimiter}${process.env["PATH"] ?? ""}`;

interface Service {
  readonly image?: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly mem_limit?: string;
  readonly restart?: string;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly networks?: Readonly<Record<string, unknown>>;
  readonly ports?: readonly { readonly host_ip?: string }[];
  readonly volumes?: readonly { readonly type: string; readonly target: string }[];
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly tmpfs?: readonly string[];
}

/** A folder as an operator has it after copying the examples. */
const operatorsFolder = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), "compose-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  copyFileSync(join(DEPLOY, "compose.yaml"), join(folder, "compose.yaml"));
  copyFileSync(join(DEPLOY, "taskotron.env.example"), join(folder, "taskotron.env"));
  copyFileSync(join(DEPLOY, "compose.env.example"), join(folder, ".env"));
  return folder;
};

/** What docker compose makes of the file for these profiles. */
const configured = (t: TestContext, ...profiles: readonly string[]): Readonly<Record<string, Service>> => {
  const args = [...profiles.flatMap((name) => ["--profile", name]), "config", "--format", "json"];
  const env = { PATH: process.env["PATH"] };
  const done = spawnSync("docker-compose", args, { cwd: operatorsFolder(t), encoding: "utf8", env });
  assert.equal(done.status, 0, done.stderr);
  assert.equal(done.stderr, "", "compose warns about nothing");
  return (JSON.parse(done.stdout) as { services: Record<string, Service> }).services;
};

const full = (t: TestContext): [string, Service][] => Object.entries(configured(t, "full"));

suite("deploy/compose.yaml, as docker compose reads it", needsProgram("docker-compose"), () => {
  test("without a profile there is taskotron alone, with `full` all that it can use", (t) => {
    assert.deepEqual(Object.keys(configured(t)), ["taskotron"]);
    const names = full(t).map(([name]) => name);
    const expected = ["elasticsearch", "elasticsearch-user", "rabbitmq", "redis", "taskotron", "worker"];
    assert.deepEqual(names.sort(), expected);
  });

  test("without passwords and settings of one's own the file is understood too", (t) => {
    const folder = operatorsFolder(t);
    rmSync(join(folder, ".env"));
    const done = spawnSync("docker-compose", ["--profile", "full", "config", "-q"], {
      cwd: folder,
      encoding: "utf8",
    });
    assert.deepEqual([done.status, done.stderr], [0, ""]);
  });

  test("taskotron and its worker are an ordinary user on a read-only root, without capabilities or a way to get them", (t) => {
    const services = configured(t, "full");
    for (const name of ["taskotron", "worker"]) {
      const service = services[name];
      assert.equal(service?.user, "10001:10001", name);
      assert.equal(service.read_only, true, name);
      assert.deepEqual(service.cap_drop, ["ALL"], name);
      assert.match(String(service.tmpfs), /^\/tmp:size=/, name);
    }
    assert.deepEqual(services["taskotron"]?.security_opt, ["no-new-privileges:true"]);
  });

  test("every service has a limit of memory, cannot gain privileges, and names the version of its image", (t) => {
    for (const [name, service] of full(t)) {
      assert.ok(Number(service.mem_limit) > 0, `${name}: mem_limit`);
      assert.ok(service.security_opt?.includes("no-new-privileges:true"), `${name}: no-new-privileges`);
      if (!service.image?.startsWith("taskotron:")) assert.match(service.image ?? "", /:\d+\.\d+/, name);
    }
  });

  test("every service that stays up tells its health and comes back; the worker tells it by its leases", (t) => {
    for (const [name, service] of full(t).filter(([one]) => one !== "elasticsearch-user")) {
      assert.equal(service.restart, "unless-stopped", name);
      if (name !== "worker") assert.ok((service.healthcheck?.test?.length ?? 0) > 1, `${name}: health`);
    }
  });

  test("only taskotron is published, on loopback; the engines are on a network without a way out", (t) => {
    for (const [name, { ports = [], networks = {} }] of full(t)) {
      assert.deepEqual(
        ports.map(({ host_ip }) => host_ip),
        name === "taskotron" ? ["127.0.0.1"] : [],
        name,
      );
      if (!["taskotron", "worker"].includes(name)) assert.deepEqual(Object.keys(networks), ["back"], name);
    }
  });

  test("what must outlive a container is on a volume", (t) => {
    const services = configured(t, "full");
    const kept = { taskotron: "/data", worker: "/data", elasticsearch: "/usr/share/elasticsearch/data" };
    for (const [name, target] of Object.entries({ ...kept, redis: "/data", rabbitmq: "/var/lib/rabbitmq" })) {
      const volume = services[name]?.volumes?.find((one) => one.target === target);
      assert.equal(volume?.type, "volume", `${name}: ${target}`);
    }
  });
});

test("what compose builds is there", () => {
  assert.ok(existsSync(join(DEPLOY, "Dockerfile")));
});
