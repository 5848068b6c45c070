import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { suite, test, type TestContext } from "node:test";
import { promisify } from "node:util";
import { needsProgram } from "../support/needs.ts";
import { DEPLOY, textOf, yamlOf } from "./files.ts";

const role: unknown = JSON.parse(textOf("elasticsearch/role.json"));

test("the role is the same for the API and for a cluster's roles.yml", () => {
  assert.deepEqual(yamlOf("elasticsearch/role.yml"), { taskotron: role });
});

interface Asked {
  readonly what: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** A cluster that notes what it is asked. Elasticsearch of the tests has no users that can be made by its API. */
const noteRequests = async (t: TestContext, status: number): Promise<{ url: string; asked: Asked[] }> => {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const what = `${request.method} ${request.url}`;
      asked.push({ what, headers: request.headers, body: JSON.parse(body) });
      response.writeHead(status).end("{}");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
};

const createUser = (env: Readonly<Record<string, string>>): Promise<{ stdout: string; stderr: string }> =>
  promisify(execFile)("bash", [join(DEPLOY, "elasticsearch/create-user.sh")], {
    env: { PATH: process.env["PATH"] ?? "", ...env },
  });

const PASSWORDS = { ELASTIC_PASSWORD: "of-the-administrator", TASKOTRON_PASSWORD: "of-taskotron" };

suite("deploy/elasticsearch/create-user.sh", needsProgram("curl"), () => {
  test("makes the role, then the user who has it, as the administrator", async (t) => {
    const { url, asked } = await noteRequests(t, 200);
    await createUser({ ...PASSWORDS, ELASTIC_URL: url });
    const put = asked.map(({ what, body }) => ({ what, body }));
    assert.deepEqual(put, [
      { what: "PUT /_security/role/taskotron", body: role },
      { what: "PUT /_security/user/taskotron", body: { password: "of-taskotron", roles: ["taskotron"] } },
    ]);
    const basic = `Basic ${Buffer.from("elastic:of-the-administrator").toString("base64")}`;
    for (const { headers } of asked) assert.equal(headers.authorization, basic);
  });

  test("fails where the cluster refuses, so that nothing waits for a user who is not there", async (t) => {
    const { url, asked } = await noteRequests(t, 403);
    await assert.rejects(createUser({ ...PASSWORDS, ELASTIC_URL: url }), /403/);
    assert.equal(asked.length, 1);
  });

  test("asks for the passwords before anything else", async (t) => {
    const { url, asked } = await noteRequests(t, 200);
    const nobodys = { ...PASSWORDS, TASKOTRON_PASSWORD: "" };
    await assert.rejects(createUser({ ...nobodys, ELASTIC_URL: url }), /TASKOTRON_PASSWORD: is missing/);
    assert.deepEqual(asked, []);
  });
});
