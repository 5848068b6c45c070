import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import type { StatsAnswer } from "../../model/answer/stats.ts";
import { MAIN_LOG } from "../../model/run.ts";
import { openStore } from "../../store/open.ts";
import { freshFolder } from "../support/folder.ts";
import { startServer } from "../support/server.ts";

const DAYS = ["2026-01-10", "2026-01-12"] as const;

/** Two runs of one item, the first passed, the second failed. */
const fill = async (data: string): Promise<void> => {
  await using store = await openStore(`sqlite:${data}`, { now: Date.now });
  for (const [index, day] of DAYS.entries()) {
    const uuid = `00000000-0000-7000-8000-00000000000${index}`;
    const time = `${day}T12:00:00.000Z`;
    const about = { item: "bash-5.2-1.fc42", type: "koji_build", arch: "noarch" };
    await store.putRun({ uuid, task: "rpmlint", ...about, created: time, started: time, state: "RUNNING" });
    await store.appendLog({ run: uuid, log: MAIN_LOG, offset: 0 }, Buffer.from("ok\n"));
    await store.putResults(uuid, [
      {
        position: 1,
        check: "rpmlint",
        ...about,
        outcome: index === 0 ? "PASSED" : "FAILED",
        submit_time: time,
      },
    ]);
    await store.sealRun(uuid, {
      state: "FINISHED",
      finished: time,
      logs: [
        {
          name: MAIN_LOG,
          bytes: 3,
          lines: 1,
          sha256: "dc51b8c96c2d745df3bd5590d990230a482fd247123599548e0632fdbf97fc22",
        },
      ],
    });
  }
};

test("two runs of one item on different days are two points of a trend, with the numbers that SELECT counts", async () => {
  const data = freshFolder("trend");
  await fill(data);
  await using server = await startServer(data, "--no-worker");
  const trend = (await server.get(
    "/stats/trend?q=package:bash&by=day&from=2026-01-09&to=2026-01-13",
  )) as StatsAnswer;
  const points = trend.data.map(({ bucket, n, passed, failed }) => [bucket?.slice(0, 10), n, passed, failed]);

  const file = new DatabaseSync(join(data, "taskotron.db"), { readOnly: true });
  const counted = file.prepare("SELECT count(*) AS n FROM result").get() as { n: number };
  file.close();
  assert.equal(counted.n, 2);
  const inside = points.filter(([, n]) => n !== 0);
  assert.deepEqual(inside, [
    [DAYS[0], 1, 1, 0],
    [DAYS[1], 1, 0, 1],
  ]);
  assert.ok(points.length >= 4, "the days without results are there too");

  const page = await (await fetch(`${server.address}/packages/bash?from=2026-01-01&to=2026-02-01`)).text();
  assert.ok(page.includes("<svg"), "the page has no chart");
  assert.ok(/50\s?%/.test(page), "the page does not show the pass rate");
});
