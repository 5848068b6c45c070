import { readFileSync } from "node:fs";
import { Client, type ClientOptions } from "@elastic/elasticsearch";
import { AppError } from "../../model/errors.ts";
import type { Address } from "./address.ts";
import { WholeAnswers } from "./whole-answers.ts";

/** How a server proves who it is, and we who we are. */
export interface Security {
  /** Path of the certificates that the server's must be signed by, PEM; null for the system's. */
  readonly ca: string | null;
  /** Base64, as the cluster encoded it; it takes the place of user and password. */
  readonly apiKey: string | null;
}

/** Milliseconds that a request may take. */
const TIMEOUT = 60_000;

/** A client of the cluster; nothing is sent yet. Throws `setting` for a file of certificates that cannot be read. */
export const connect = ({ nodes, user }: Address, security: Security): Client =>
  new Client({
    nodes: [...nodes],
    Transport: WholeAnswers,
    requestTimeout: TIMEOUT,
    maxRetries: 2,
    // Some seconds after a restart the first request shall find out, not a ping to `/`, which a server of few modules does not answer.
    resurrectStrategy: "optimistic",
    enableMetaHeader: false,
    ...authOf(user, security.apiKey),
    ...(security.ca === null ? {} : { tls: { ca: certificates(security.ca) } }),
  });

const authOf = (user: Address["user"], apiKey: string | null): Pick<ClientOptions, "auth"> => {
  if (apiKey !== null) return { auth: { apiKey } };
  return user === null ? {} : { auth: user };
};

const certificates = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new AppError(
      "setting",
      `the certificates in ${path} cannot be read`,
      { setting: "store_ca" },
      error,
    );
  }
};
