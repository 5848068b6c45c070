import { runningPid } from "../../scripts/services/process.mjs";
import { SERVICES } from "../../scripts/services/services.mjs";
import { orSkip } from "./needs.ts";

/** Each service's name for `npm run services`, and the variable that says where it is. */
const VARIABLES = {
  elastic: ["elasticsearch", "TASKOTRON_TEST_ELASTIC"],
  "elastic-secured": ["elasticsearch-secured", "TASKOTRON_TEST_ELASTIC_SECURED"],
  "elastic-admin": ["elasticsearch-secured", "TASKOTRON_TEST_ELASTIC_ADMIN"],
  "elastic-ca": ["elasticsearch-secured", "TASKOTRON_TEST_ELASTIC_CA"],
  redis: ["redis", "TASKOTRON_TEST_REDIS"],
  rabbitmq: ["rabbitmq", "TASKOTRON_TEST_AMQP"],
} as const;

type Name = keyof typeof VARIABLES;

/** Where the environment says that it is, or else where `npm run services` has it up. */
const find = (name: Name): string | null => {
  const [service, variable] = VARIABLES[name];
  const given = process.env[variable];
  if (given !== undefined) return given;
  if (runningPid(service) === null) return null;
  return SERVICES.find((known) => known.name === service)?.env[variable] ?? null;
};

const missing = (name: Name): string =>
  `${VARIABLES[name][0]} is not up: npm run services -- start ${VARIABLES[name][0]}`;

/** Test options that skip (in CI: fail) where the service is not up. */
export const needsService = (name: Name): { skip: string | false } =>
  orSkip(find(name) === null ? missing(name) : null);

/** The service's URL, with name and password where it asks for them; for `elastic-ca` the path of the authority's certificate. */
export const serviceUrl = (name: Name): string => {
  const url = find(name);
  if (url === null) throw new Error(missing(name));
  return url;
};
