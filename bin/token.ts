import { Option, type Command } from "commander";
import { AppError } from "../model/errors.ts";
import { parseTime, toTime } from "../model/time.ts";
import { type Scope, SCOPES, type Token } from "../model/token.ts";
import { examples, newCommand, settingsOf, withSettings } from "./program.ts";
import { openRegistry } from "./registry.ts";
import { print, safeText, say, table } from "./terminal.ts";

interface Flags {
  readonly json?: true;
}

interface CreateFlags extends Flags {
  readonly scope: readonly Scope[];
  readonly name?: string;
  readonly task?: readonly string[];
  readonly expires?: string;
}

export const tokenCommand = (): Command =>
  newCommand("token", "Makes, lists and revokes tokens, in the store itself or on the server of --server.")
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(revokeCommand());

const settled = (command: Command): Command =>
  withSettings(command, "data", "store", "server", "token").option("--json", "print the API's answer");

const createCommand = (): Command =>
  settled(newCommand("create", "Makes a token and prints it: it is shown this once."))
    .addOption(new Option("-s, --scope <scope...>", "what it may do").choices(SCOPES).makeOptionMandatory())
    .option("-n, --name <name>", "who or what it is for")
    .option("--task <name...>", "tasks whose runs it may write, `rpm*` for all that begin with rpm; else all")
    .option("--expires <when>", "a date, an RFC 3339 time, or a distance such as 90d")
    .addHelpText(
      "after",
      examples(
        "taskotron token create --scope admin --name alice --expires 90d",
        "taskotron token create --scope ingest --name runner-1 > /etc/taskotron/token",
        "taskotron token create --scope ingest --task rpmlint --server https://ci.example",
      ),
    )
    .action(async (flags: CreateFlags) => {
      const { scope, name = null, task = null, expires } = flags;
      const until = expires === undefined ? null : expiryOf(expires, Date.now());
      await using registry = await openRegistry(settingsOf({ ...flags }));
      const made = await registry.create({
        name,
        scopes: [...new Set(scope)],
        tasks: task && [...task],
        expires: until,
      });
      print(flags.json ? JSON.stringify(made) : made.token);
      say(
        `taskotron: token ${made.id} may ${made.scopes.join(", ")}${until === null ? "" : ` until ${until}`}`,
      );
    });

const listCommand = (): Command =>
  settled(
    newCommand("list", "Lists tokens and the sessions of people, newest first, without secrets."),
  ).action(async (flags: Flags) => {
    await using registry = await openRegistry(settingsOf({ ...flags }));
    const tokens = await registry.list();
    if (flags.json) for (const token of tokens) print(JSON.stringify(token));
    else print(table([["id", "name", "scopes", "state", "last used"], ...tokens.map(rowOf)]));
  });

const revokeCommand = (): Command =>
  settled(newCommand("revoke", "Revokes tokens, and the sessions that were made from them."))
    .argument("<id...>", "ids of `taskotron token list`")
    .addHelpText("after", examples("taskotron token revoke 0123456789abcdef"))
    .action(async (ids: string[], flags: Flags) => {
      await using registry = await openRegistry(settingsOf({ ...flags }));
      for (const id of ids) {
        const token = await registry.revoke(idOfText(id));
        print(flags.json ? JSON.stringify(token) : `${token.id}  revoked ${token.revoked}`);
      }
    });

/** Throws `usage`; a token given in the place of its id is not repeated. */
const idOfText = (text: string): string => {
  if (/^[0-9a-f]{16}$/.test(text)) return text;
  throw new AppError("usage", "a token's id has 16 hex digits: `taskotron token list` shows it");
};

const rowOf = (token: Token): string[] => [
  token.id,
  safeText(token.session ? `session of ${token.name ?? token.created_by}` : (token.name ?? "")),
  [...token.scopes, ...(token.tasks ?? []).map((task) => `task:${task}`)].join(" "),
  stateOf(token, Date.now()),
  token.last_used ?? "never",
];

const stateOf = ({ revoked, expires }: Token, now: number): string => {
  if (revoked !== null) return "revoked";
  if (expires === null) return "live";
  return Date.parse(expires) <= now ? "expired" : `until ${expires}`;
};

/** Throws `usage`. */
const expiryOf = (text: string, now: number): string => {
  const back = /^\d+[mhdw]$/.test(text) ? parseTime(`-${text}`, now) : null;
  const time = back === null ? parseTime(text, now, true) : 2 * now - back;
  if (time === null || time <= now)
    throw new AppError(
      "usage",
      `--expires takes a date or time ahead, or a distance such as 90d, not ${text}`,
    );
  return toTime(time);
};
