import { suite } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { queueContract } from "../../contract/queue.contract.ts";
import { needsService } from "../../support/services.ts";
import { ownQueue } from "./redis.ts";

suite("on Redis", needsService("redis"), () => {
  queueContract({
    name: "bullmq",
    open: async (t) => {
      const { again } = ownQueue(t);
      const pass = (ms: number): Promise<void> => sleep(ms);
      return { queue: await again(), again, now: Date.now, pass, moment: 150 };
    },
  });
});
