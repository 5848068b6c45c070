import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { MAIN_LOG, type RunInput } from "../../../model/run.ts";
import { uuidV7 } from "../../../model/uuid.ts";
import type { Server } from "../../support/server.ts";

/** A run that is just being executed. */
export const someRun = (): RunInput => ({
  ...{ uuid: uuidV7(Date.now()), task: "full", item: "thing", type: "file", arch: "noarch" },
  state: "RUNNING",
});

/** Lines that hardly get shorter when they are packed. */
export const denseText = (bytes: number): Buffer => {
  const lines: string[] = [];
  for (let left = bytes; left > 0; left -= 81) lines.push(`${randomBytes(60).toString("base64")}\n`);
  return Buffer.from(lines.join("")).subarray(0, bytes);
};

export const put = (server: Server, run: RunInput): Promise<Response> =>
  fetch(`${server.address}/api/v1/runs/${run.uuid}`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(run),
  });

export const append = (server: Server, run: RunInput, offset: number, bytes: Uint8Array): Promise<Response> =>
  fetch(`${server.address}/api/v1/runs/${run.uuid}/logs/${MAIN_LOG}?offset=${offset}`, {
    method: "PATCH",
    headers: { "content-type": "application/octet-stream" },
    body: new Uint8Array(bytes),
  });

/** Fails unless the answer says that there is no room, and when to come again. */
export const assertFull = async (answer: Response): Promise<void> => {
  const said = (await answer.json()) as { readonly code?: string; readonly detail?: string };
  assert.equal(answer.status, 507, said.detail);
  assert.equal(said.code, "disk-full");
  assert.equal(answer.headers.get("retry-after"), "60");
};

export const assertReady = async (server: Server, status: 200 | 503): Promise<void> =>
  assert.equal((await fetch(`${server.address}/readyz`)).status, status);

/** Fails unless the server has exactly these bytes. */
export const assertLog = async (server: Server, run: RunInput, bytes: Uint8Array): Promise<void> => {
  const answer = await fetch(`${server.address}/api/v1/runs/${run.uuid}/logs/${MAIN_LOG}/raw`);
  assert.equal(answer.status, 200);
  const stored = Buffer.from(await answer.arrayBuffer());
  assert.ok(stored.equals(bytes), `${stored.length} bytes are stored, ${bytes.length} were acknowledged`);
};
