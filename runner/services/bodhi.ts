import Type from "typebox";
import { Value } from "typebox/value";
import { AppError } from "../../model/errors.ts";
import { type Reach, withRetries } from "./reach.ts";
import { readText, request } from "./request.ts";

/** An update as Bodhi describes it; it says more. */
const Update = Type.Object({ builds: Type.Array(Type.Object({ nvr: Type.String({ minLength: 1 }) })) });

const OneUpdate = Type.Object({ update: Update });
const Updates = Type.Object({ updates: Type.Array(Update) });

/** NVRs of the builds in an update, which is named by its id (`FEDORA-2017-04459ef8cf`) or by the NVR of a build in it; then the newest such update is
    meant. Throws `not-found`. */
export const buildsOfUpdate = async (id: string, reach: Reach): Promise<readonly string[]> => {
  const update = await (IS_ID.test(id) ? byId(id, reach) : byBuild(id, reach));
  if (!update) throw new AppError("not-found", `there is no update ${id} at ${reach.services.bodhi}`);
  return update.builds.map(({ nvr }) => nvr);
};

const IS_ID = /^[A-Z][A-Z0-9-]*-\d{4}-[0-9A-Za-z]+$/;

type Update = Type.Static<typeof Update>;

const byId = async (id: string, reach: Reach): Promise<Update | undefined> => {
  try {
    return (await ask(OneUpdate, `updates/${encodeURIComponent(id)}`, reach)).update;
  } catch (error) {
    if (error instanceof AppError && error.code === "not-found") return undefined;
    throw error;
  }
};

const byBuild = async (nvr: string, reach: Reach): Promise<Update | undefined> =>
  (await ask(Updates, `updates/?builds=${encodeURIComponent(nvr)}`, reach)).updates[0];

const ask = async <T extends Type.TSchema>(
  schema: T,
  path: string,
  reach: Reach,
): Promise<Type.Static<T>> => {
  const url = `${reach.services.bodhi}/${path}`;
  const headers = { accept: "application/json" };
  const answer = parse(await withRetries(reach, () => request({ url, headers }, reach, readText)));
  if (Value.Check(schema, answer)) return answer;
  throw new AppError("directive", `${url} answered something else than updates; is it Bodhi?`);
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
