import assert from "node:assert/strict";
import { test } from "node:test";
import { parseAddress } from "../../../store/elastic/address.ts";
import { openStore } from "../../../store/open.ts";
import { runInput, uuid, resultInput, sealInput, select, ALL } from "../../contract/store-build.ts";
import { needsService, serviceUrl } from "../../support/services.ts";
import { OPTIONS, ownPrefix } from "./own-prefix.ts";

const secured = needsService("elastic-secured");
const now = Date.now;

const trusted = () => ({ ...OPTIONS, ca: serviceUrl("elastic-ca") });

/** The role speaks of indices that begin with `taskotron-`. */
const own = () => ownPrefix(serviceUrl("elastic-secured"), trusted(), "taskotron");

test(
  "the documented role suffices to open a store, write, read, seal and remove",
  secured,
  async (context) => {
    const { url, remove } = own();
    context.after(remove);
    await using store = await openStore(url, { now, elastic: trusted() });
    await store.checkWritable();
    await store.putRun(runInput("a"));
    await store.putResults(uuid("a"), [resultInput(1)]);
    await store.sealRun(uuid("a"), sealInput());
    assert.deepEqual(await store.countRuns(select(ALL)), { runs: 1, failed: 0 });
    assert.equal((await store.findResults(select(ALL), { limit: 1, cursor: null })).data[0]?.run, uuid("a"));
    await using again = await openStore(url, { now, elastic: trusted() });
    assert.equal((await again.getRun(uuid("a")))?.ok, true);
  },
);

test("the documented role does not reach other indices", secured, async () => {
  const { url } = ownPrefix(serviceUrl("elastic-secured"), trusted(), "other");
  await assert.rejects(openStore(url, { now, elastic: trusted() }), {
    code: "store",
    message: /does not allow this user/,
  });
});

test("a wrong password is told as such, without telling the password", secured, async () => {
  const wrong = serviceUrl("elastic-secured").replace(/:[^:@/]+@/, ":secret-guess@");
  await assert.rejects(openStore(wrong, { now, elastic: trusted() }), (error: Error) => {
    assert.match(error.message, /does not know this user, password or API key/);
    assert.doesNotMatch(error.message, /secret-guess/);
    return true;
  });
});

test("a certificate that nobody vouches for is told with what to do", secured, async () => {
  await assert.rejects(openStore(serviceUrl("elastic-secured"), { now, elastic: OPTIONS }), {
    code: "store",
    message: /certificate .* not trusted.*TASKOTRON_STORE_CA/,
  });
});

test("a server that asks for a user and gets none is told", secured, async () => {
  const { nodes } = parseAddress(serviceUrl("elastic-secured"));
  await assert.rejects(openStore(nodes[0] ?? "", { now, elastic: trusted() }), { code: "store" });
});

test("certificates that cannot be read are a wrong setting", async () => {
  await assert.rejects(
    openStore("https://localhost:1", { now, elastic: { ...OPTIONS, ca: "/no/such/file" } }),
    {
      code: "setting",
    },
  );
});
