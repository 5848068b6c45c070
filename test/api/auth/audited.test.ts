import assert from "node:assert/strict";
import { test } from "node:test";
import type { AuditRow, AuditVerdict } from "../../../model/audit.ts";
import { openApp } from "../open.ts";
import { JSON_TYPE, uuidOf } from "../ship.ts";
import { bearer, tokenWith } from "./tokens.ts";

test("what was scheduled, pinned and cancelled is told with who did it, and what failed is not", async () => {
  await using opened = await openApp({ token: "s3cret" });
  const { id, token } = await tokenWith(opened, ["triage"], { name: "ann" });
  const by = (method: "POST" | "PUT" | "DELETE", url: string, payload = "") =>
    opened.call(method, `/api/v1${url}`, {
      headers: { ...bearer(token), ...(payload === "" ? {} : JSON_TYPE) },
      ...(payload === "" ? {} : { payload }),
    });
  const uuid = uuidOf(1);
  const wish = JSON.stringify({ uuid, task: "rpmlint", item: "a-1-1", type: "koji_build" });
  assert.equal((await by("POST", "/jobs", wish)).status, 201);
  assert.equal((await by("PUT", `/runs/${uuid}/pin`)).status, 200);
  assert.equal((await by("DELETE", `/runs/${uuid}/pin`)).status, 200);
  assert.equal((await by("DELETE", `/jobs/${uuid}`)).status, 200);
  assert.equal((await by("PUT", `/runs/${uuidOf(2)}/pin`)).status, 404);

  const { body } = await opened.call("GET", "/api/v1/audit?limit=4", { headers: bearer("s3cret") });
  const { data, next } = body as { data: AuditRow[]; next: string };
  const who = { actor: "token", token: id, name: "ann" };
  assert.deepEqual(
    data.map(({ actor, token: held, name, action, subject }) => [
      { actor, token: held, name },
      action,
      subject,
    ]),
    ["cancel", "unpin", "pin", "schedule"].map((action) => [who, action, uuid]),
  );
  const rest = await opened.call("GET", `/api/v1/audit?cursor=${next}`, { headers: bearer("s3cret") });
  const last = rest.body as { data: AuditRow[]; next: null };
  assert.deepEqual([last.data.map(({ action }) => action), last.next], [["token-create"], null]);

  const verdict = async (query = ""): Promise<AuditVerdict> =>
    (await opened.call("GET", `/api/v1/audit/verdict${query}`, { headers: bearer("s3cret") }))
      .body as AuditVerdict;
  const { rows, head, faults } = await verdict();
  assert.deepEqual([rows, faults], [5, []]);
  assert.deepEqual((await verdict(`?seq=${head.seq}&hash=${head.hash}`)).faults, []);
  assert.equal((await verdict(`?seq=4&hash=${head.hash}`)).faults.length, 1);
});
