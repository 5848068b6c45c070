import { elasticsearch } from "./elasticsearch/open.mjs";
import { elasticsearchSecured } from "./elasticsearch/secured.mjs";
import { end, launch, runningPid } from "./process.mjs";
import { rabbitmq } from "./rabbitmq.mjs";
import { redis } from "./redis.mjs";
import { untilHealthy } from "./wait.mjs";

/** What the tests can be given; `env` tells them where it is. */
export const SERVICES = [elasticsearch, elasticsearchSecured, redis, rabbitmq];

/** Brings a service up, after those it needs. Does nothing to one that runs, but waits until it is healthy. */
export const start = async (service) => {
  for (const needed of service.needs ?? []) await start(needed);
  if (runningPid(service.name) === null) await launch(service.name, await service.prepare());
  await untilHealthy(service);
};

/** Ends a service, then those that only it needed. */
export const stop = async (service) => {
  await end(service.name, { kill: false });
  for (const needed of service.needs ?? []) await stop(needed);
};

/** Ends a service as a power cut would; its data stays, and what it needs stays up. */
export const kill = (service) => end(service.name, { kill: true });
