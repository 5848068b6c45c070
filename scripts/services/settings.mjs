// Where the tests' services live and listen. Everything can be moved by the environment; the defaults keep clear of the services' usual ports.
import { homedir } from "node:os";
import { join } from "node:path";

/** Loopback only: none of these services is meant to be reached from elsewhere. */
export const HOST = "127.0.0.1";

const isRoot = process.getuid?.() === 0;

/** Programs, data, logs and pid files. Root's services run as another user, who cannot look into root's home. */
export const FOLDER =
  process.env.TASKOTRON_SERVICES_DIR ??
  (isRoot ? "/var/cache/taskotron/services" : join(homedir(), ".cache/taskotron/services"));

const port = (name, usual) => Number(process.env[`TASKOTRON_SERVICES_${name}_PORT`] ?? usual);

export const PORTS = {
  elasticsearch: port("ELASTICSEARCH", 19200),
  elasticsearchSecured: port("ELASTICSEARCH_SECURED", 19201),
  elasticsearchTransport: port("ELASTICSEARCH_TRANSPORT", 19300),
  elasticsearchSecuredTransport: port("ELASTICSEARCH_SECURED_TRANSPORT", 19301),
  redis: port("REDIS", 16379),
  rabbitmq: port("RABBITMQ", 15673),
  rabbitmqNode: port("RABBITMQ_NODE", 35673),
  epmd: port("EPMD", 14369),
};
