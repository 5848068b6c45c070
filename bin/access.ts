import type { Anonymous } from "../api/auth/caller.ts";
import type { Rates } from "../api/auth/rates.ts";
import { AppError } from "../model/errors.ts";
import type { Settings } from "../model/settings.ts";
import type { Store } from "../store/store.ts";
import { wholeNumber } from "./settings.ts";

const isLoopback = (host: string): boolean => host === "localhost" || host === "::1" || /^127\./.test(host);

/** What requests without a token may do on a server with these settings. Throws `setting`. */
export const anonymousOf = ({ anonymous, host, token }: Settings): Anonymous => {
  if (anonymous === "read" || anonymous === "none") return anonymous;
  if (anonymous !== "")
    throw new AppError(
      "setting",
      `TASKOTRON_ANONYMOUS must be read or none, not ${JSON.stringify(anonymous)}`,
    );
  if (!isLoopback(host)) return "none";
  return token === "" ? "write" : "read";
};

/** What a server takes of one token, or of one address. Throws `setting`. */
export const ratesOf = (settings: Settings): Rates => ({
  requests: wholeNumber(settings, "rate_requests"),
  bytes: wholeNumber(settings, "rate_mib") * 2 ** 20,
});

/** Beyond loopback nobody writes without a token, so there must be one. Throws `setting`. */
export const needToken = async ({ host, token }: Settings, store: Store): Promise<void> => {
  if (isLoopback(host) || token !== "" || (await store.tokens.list()).some(({ revoked }) => revoked === null))
    return;
  throw new AppError(
    "setting",
    `listening on ${host} needs a token, as nobody could write: \`taskotron token create --scope admin\`, or set TASKOTRON_TOKEN`,
  );
};
