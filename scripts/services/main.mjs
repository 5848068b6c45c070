// Services for the tests: `npm run services -- start|stop|kill|restart|status|env [NAME…]`; no name means all of them.
import { alone } from "./lock.mjs";
import { PIDS, logOf, runningPid } from "./process.mjs";
import { SERVICES, kill, start, stop } from "./services.mjs";
import { FOLDER } from "./settings.mjs";

const say = (text) => process.stdout.write(`${text}\n`);

const named = (names) =>
  names.map((name) => {
    const found = SERVICES.find((service) => service.name === name);
    if (found !== undefined) return found;
    throw new Error(`no service ${name}; there are ${SERVICES.map((known) => known.name).join(", ")}`);
  });

const chosen = (names) => (names.length === 0 ? SERVICES : named(names));

const startAll = async (services) => {
  for (const service of services) {
    const began = Date.now();
    await start(service);
    say(`${service.name}: up after ${((Date.now() - began) / 1000).toFixed(1)} s`);
  }
};

const endAll = async (services, how) => {
  for (const service of services) {
    await how(service);
    say(`${service.name}: down`);
  }
};

const status = (service) => {
  const pid = runningPid(service.name);
  say(`${service.name}: ${pid === null ? "down" : `up, process ${pid}`}, log ${logOf(service.name)}`);
};

/** Shell lines, for `eval "$(npm run --silent services -- env)"`. */
const env = (services) => {
  const all = Object.assign({ TASKOTRON_TEST_PIDS: PIDS }, ...services.map((service) => service.env));
  for (const [name, value] of Object.entries(all)) say(`export ${name}='${value}'`);
};

const COMMANDS = {
  start: (services) => alone(() => startAll(services)),
  stop: (services) => alone(() => endAll(services, stop)),
  kill: (services) => alone(() => endAll(services, kill)),
  restart: (services) => alone(() => endAll(services, stop).then(() => startAll(services))),
  status: async (services) => services.forEach(status),
  env: async (services) => env(services),
};

const [command, ...names] = process.argv.slice(2);
try {
  if (!Object.hasOwn(COMMANDS, command ?? ""))
    throw new Error(
      `usage: npm run services -- ${Object.keys(COMMANDS).join("|")} [NAME…]\n` +
        `names: ${SERVICES.map((service) => service.name).join(", ")}; data and logs are below ${FOLDER}`,
    );
  await COMMANDS[command](chosen(names));
} catch (error) {
  process.stderr.write(`services: ${error.message}\n`);
  process.exitCode = 1;
}
