import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../../store/open.ts";
import { storeContract } from "../../contract/store.contract.ts";

storeContract({
  name: "sqlite",
  open: async (now) => {
    const folder = await mkdtemp(join(tmpdir(), "taskotron-store-"));
    let store = await openStore(`sqlite:${folder}`, { now });
    return {
      store,
      reopen: async () => {
        await store[Symbol.asyncDispose]();
        store = await openStore(`sqlite:${folder}`, { now });
        return store;
      },
      remove: async () => {
        await store[Symbol.asyncDispose]();
        await rm(folder, { recursive: true });
      },
    };
  },
});
