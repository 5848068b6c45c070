import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { shared } from "../../../store/elastic/refresh.ts";

const work = () => {
  const started: PromiseWithResolvers<void>[] = [];
  const call = shared(() => {
    const next = Promise.withResolvers<void>();
    started.push(next);
    return next.promise;
  });
  return { started, call };
};

test("callers who come while work is under way share the next one, which begins after them", async () => {
  const { started, call } = work();
  const first = call();
  const late = [call(), call(), call()];
  assert.equal(started.length, 1);
  started[0]?.resolve();
  await first;
  await turn();
  assert.equal(started.length, 2);
  started[1]?.resolve();
  await Promise.all(late);
  assert.equal(started.length, 2);
});

test("work that fails fails for its callers, and the next begins all the same", async () => {
  const { started, call } = work();
  const first = call();
  const late = call();
  started[0]?.reject(new Error("away"));
  await assert.rejects(first, /away/);
  await turn();
  started[1]?.resolve();
  await late;
});
