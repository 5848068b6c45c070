// A certificate for loopback that is its own authority, made once.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { giveAway } from "../owner.mjs";

const DAYS = "3650";

/** The paths of the certificate (which a client is given as its authority) and its key, in PEM. */
export const certificate = (home) => {
  const paths = { certificate: join(home, "http.crt"), key: join(home, "http.key") };
  if (existsSync(paths.certificate)) return paths;
  const made = spawnSync(
    "openssl",
    // prettier-ignore
    [
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", DAYS, "-subj", "/CN=taskotron tests",
      "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost", "-keyout", paths.key, "-out", paths.certificate,
    ],
    { encoding: "utf8" },
  );
  if (made.status !== 0)
    throw new Error(`openssl made no certificate: ${made.error?.message ?? made.stderr}`);
  Object.values(paths).forEach(giveAway);
  return paths;
};
