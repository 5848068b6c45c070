import { createHash } from "node:crypto";
import assert from "node:assert/strict";
import type { Outcome } from "../../model/outcome.ts";
import type { ResultInput } from "../../model/result.ts";
import type { Run } from "../../model/run.ts";
import type { Opened } from "./open.ts";

/** The talk's own sample output. */
export const TALK = `TAP version 13
1..1
ok - rpmlint for Koji build datagrepper-0.4.2-1.fc21.noarch.rpm
  ---
  details:
    output: |
      datagrepper.noarch: W: spelling-error Summary(en_US) webapp -> web app, web-app, weapon
      datagrepper.noarch: W: spelling-error %description -l en_US webapp -> web app, web-app, weapon
      datagrepper.noarch: W: spelling-error %description -l en_US api -> pi, ape, apt
      datagrepper.noarch: W: spelling-error %description -l en_US datanommer -> manometer
      1 packages and 0 specfiles checked; 0 errors, 4 warnings.
  item: datagrepper-0.4.2-1.fc21.noarch.rpm
  outcome: PASSED
  summary: RPMLINT PASSED for datagrepper-0.4.2-1.fc21.noarch.rpm
  type: koji_build
  ...
`;

export const uuidOf = (n: number): string => `0198f3c2-7a50-7000-8000-${String(n).padStart(12, "0")}`;

export const JSON_TYPE = { "content-type": "application/json" };

export interface Shipped {
  readonly n: number;
  readonly item?: string;
  readonly arch?: string;
  readonly check?: string;
  readonly outcomes?: readonly Outcome[];
  readonly log?: string;
  readonly started?: string;
  readonly scenario?: string;
}

export const logText = (lines: number): string =>
  Array.from({ length: lines }, (_, index) => `line ${index + 1} of the log\n`).join("");

export const sealOf = (log: string, state = "FINISHED") => ({
  state,
  finished: "2026-11-24T10:05:00.000Z",
  exit_code: 0,
  logs: [
    {
      name: "output.log",
      bytes: Buffer.byteLength(log),
      lines: log.split("\n").length - (log.endsWith("\n") ? 1 : 0),
      sha256: createHash("sha256").update(log).digest("hex"),
    },
  ],
});

/** Ships a whole run as a runner does, but for its seal. */
export const shipOpen = async (opened: Opened, wanted: Shipped): Promise<string> => {
  const {
    n,
    item = "bash-5.2-1.fc42",
    arch = "x86_64",
    check = "rpmlint",
    outcomes = ["PASSED"],
    log = logText(3),
  } = wanted;
  const uuid = uuidOf(n);
  const started = wanted.started ?? "2026-11-24T10:00:00.000Z";
  const run = { task: check, item, type: "koji_build", arch, state: "RUNNING", started, created: started };
  const results: ResultInput[] = outcomes.map((outcome, index) => ({
    position: index + 1,
    check,
    item,
    type: "koji_build",
    arch,
    outcome,
    note: `note ${index + 1} of ${item}`,
    submit_time: started,
    ...(wanted.scenario === undefined ? {} : { scenario: wanted.scenario }),
  }));
  const at = `/api/v1/runs/${uuid}`;
  await expect200(opened, "PUT", at, run);
  await expect200(opened, "POST", `${at}/results`, results);
  const appended = await opened.call("PATCH", `${at}/logs/output.log?offset=0`, { payload: log });
  assert.equal(appended.status, 200, appended.text);
  return uuid;
};

export const shipRun = async (opened: Opened, wanted: Shipped): Promise<Run> => {
  const uuid = await shipOpen(opened, wanted);
  return (await expect200(
    opened,
    "POST",
    `/api/v1/runs/${uuid}/seal`,
    sealOf(wanted.log ?? logText(3)),
  )) as Run;
};

const expect200 = async (
  opened: Opened,
  method: "PUT" | "POST",
  url: string,
  body: unknown,
): Promise<unknown> => {
  const answer = await opened.call(method, url, { headers: JSON_TYPE, payload: JSON.stringify(body) });
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
};
