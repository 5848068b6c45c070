import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { LIMITS } from "../../../model/limits.ts";
import { readText, request } from "../../../runner/services/request.ts";
import { NO_SERVICES } from "../no-services.ts";
import { fails } from "../directives/koji-step.ts";

const SERVICES = { ...NO_SERVICES, fetch };

/** A server that sends half an answer and then nothing. */
const silent = async (t: { after: (end: () => void) => void }) => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-length": 8 });
    response.write("half");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

test("a server that is silent too long is given up", async (t) => {
  const url = await silent(t);
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let isHeard = false;
  const asked = request(
    { url },
    { services: SERVICES, signal: new AbortController().signal },
    async (answer) => {
      t.mock.timers.tick(1000);
      for await (const chunk of answer.chunks) {
        assert.equal(Buffer.from(chunk).toString(), "half");
        t.mock.timers.tick(LIMITS.silence - 1);
        setImmediate(() => {
          isHeard = true;
          t.mock.timers.tick(1);
        });
      }
    },
  );
  await assert.rejects(asked, fails("busy", / was silent for 30 s$/));
  assert.ok(isHeard, "what the server sends should begin the time anew");
});

test("a run that ends stops a request", async (t) => {
  const url = await silent(t);
  const end = new AbortController();
  const asked = request({ url }, { services: SERVICES, signal: end.signal }, async (answer) => {
    for await (const _chunk of answer.chunks) end.abort(new Error("the run ends"));
  });
  await assert.rejects(asked, /the run ends/);
});

test("a server that cannot be reached is told with its reason", async () => {
  const asked = request(
    { url: "http://127.0.0.1:1/" },
    { services: SERVICES, signal: new AbortController().signal },
    readText,
  );
  await assert.rejects(asked, fails("busy", /^http:\/\/127\.0\.0\.1:1\/ cannot be reached: ./));
});
