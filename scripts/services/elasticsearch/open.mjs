import { HOST, PORTS } from "../settings.mjs";
import { statusOf } from "../talk.mjs";
import { prepareNode } from "./node.mjs";

const NAME = "elasticsearch";

const URL = `http://${HOST}:${PORTS.elasticsearch}`;

/** The node that asks nobody who they are. */
export const elasticsearch = {
  name: NAME,
  // 20 s on a machine that does nothing else
  seconds: 300,
  prepare: async () =>
    prepareNode({
      name: NAME,
      port: PORTS.elasticsearch,
      transport: PORTS.elasticsearchTransport,
      heap: "1g",
      more: { "xpack.security.enabled": false },
    }),
  // yellow is as good as it gets on one node, and the root answers 405 here
  healthy: async () => (await statusOf(`${URL}/_cluster/health?wait_for_status=yellow&timeout=4s`)) === 200,
  env: { TASKOTRON_TEST_ELASTIC: URL },
};
