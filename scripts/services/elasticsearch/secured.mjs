import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FOLDER, HOST, PORTS } from "../settings.mjs";
import { statusOf } from "../talk.mjs";
import { accounts, credentials } from "./accounts.mjs";
import { certificate } from "./certificate.mjs";
import { prepareNode } from "./node.mjs";

const NAME = "elasticsearch-secured";

const HOME = join(FOLDER, NAME);

const AUTHORITY = join(HOME, "http.crt");

const at = (user) => `https://${credentials(user)}@${HOST}:${PORTS.elasticsearchSecured}`;

const security = {
  "xpack.security.enabled": true,
  "xpack.security.enrollment.enabled": false,
  "xpack.security.http.ssl.enabled": true,
  "xpack.security.http.ssl.certificate": "http.crt",
  "xpack.security.http.ssl.key": "http.key",
};

const files = (home) => {
  const { certificate: crt, key } = certificate(home);
  return { ...accounts(), "http.crt": readFileSync(crt), "http.key": readFileSync(key) };
};

/** The node that has users, roles and a certificate of its own. */
export const elasticsearchSecured = {
  name: NAME,
  // 20 s on a machine that does nothing else
  seconds: 300,
  prepare: async () =>
    prepareNode({
      name: NAME,
      port: PORTS.elasticsearchSecured,
      transport: PORTS.elasticsearchSecuredTransport,
      heap: "512m",
      more: security,
      files,
    }),
  healthy: async () => {
    const health = `${at("admin")}/_cluster/health?wait_for_status=yellow&timeout=4s`;
    return (await statusOf(health, { ca: readFileSync(AUTHORITY) })) === 200;
  },
  env: {
    TASKOTRON_TEST_ELASTIC_SECURED: at("taskotron"),
    TASKOTRON_TEST_ELASTIC_ADMIN: at("admin"),
    TASKOTRON_TEST_ELASTIC_CA: AUTHORITY,
  },
};
