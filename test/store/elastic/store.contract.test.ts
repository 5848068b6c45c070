import { test } from "node:test";
import { openStore } from "../../../store/open.ts";
import { storeContract } from "../../contract/store.contract.ts";
import { needsService } from "../../support/services.ts";
import { OPTIONS, ownPrefix } from "./own-prefix.ts";

const { skip } = needsService("elastic");

if (skip !== false) test("Elasticsearch store", { skip }, () => undefined);
else
  storeContract({
    name: "Elasticsearch",
    // most of a case's time goes into making its indices, which the cluster does for several at once
    concurrency: 6,
    open: async (now) => {
      const { url, remove } = ownPrefix();
      let store = await openStore(url, { now, elastic: OPTIONS });
      return {
        store,
        reopen: async () => {
          await store[Symbol.asyncDispose]();
          store = await openStore(url, { now, elastic: OPTIONS });
          return store;
        },
        remove: async () => {
          await store[Symbol.asyncDispose]();
          await remove();
        },
      };
    },
  });
