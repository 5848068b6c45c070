// Users of the file realm: the one that taskotron is documented to have, and one that may do everything.
import { pbkdf2Sync, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";

const ROLE = new URL("../../../deploy/elasticsearch/role.yml", import.meta.url);

const ITERATIONS = 10000;

/** Passwords of a server that only this machine's tests reach. */
const USERS = [
  { name: "taskotron", password: "taskotron-test", role: "taskotron" },
  { name: "admin", password: "admin-test", role: "superuser" },
];

/** Elasticsearch's own notation of a salted hash, 32 bytes of HMAC-SHA512. */
const hashed = (password) => {
  const salt = randomBytes(32);
  const hash = pbkdf2Sync(password, salt, ITERATIONS, 32, "sha512");
  return `{PBKDF2}${ITERATIONS}$${salt.toString("base64")}$${hash.toString("base64")}`;
};

/** The realm's files. The role is the one that operators are given, so that tests tell whether it suffices. */
export const accounts = () => ({
  users: USERS.map(({ name, password }) => `${name}:${hashed(password)}\n`).join(""),
  users_roles: USERS.map(({ name, role }) => `${role}:${name}\n`).join(""),
  "roles.yml": readFileSync(ROLE, "utf8"),
});

/** `name:password`, as URLs and basic authentication write it. */
export const credentials = (name) => {
  const user = USERS.find((known) => known.name === name);
  return `${user.name}:${user.password}`;
};
