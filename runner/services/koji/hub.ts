import Type from "typebox";
import { Value } from "typebox/value";
import { AppError } from "../../../model/errors.ts";
import { type Reach, withRetries } from "../reach.ts";
import { readText, request } from "../request.ts";
import { decodeXmlRpc } from "../xmlrpc/decode.ts";
import { encodeXmlRpc } from "../xmlrpc/encode.ts";
import type { XmlRpcMessage, XmlRpcValue } from "../xmlrpc/message.ts";
import { KojiBuild, KojiRpm } from "./build.ts";

/** A build by its NVR. Throws `not-found`; `directive` for a build that did not, or not yet, succeed. */
export const getBuild = async (nvr: string, reach: Reach): Promise<KojiBuild> => {
  const hub = reach.services.kojiHub;
  const answer = await call("getBuild", [nvr], reach);
  if (answer === null) throw new AppError("not-found", `there is no build ${nvr} at ${hub}`);
  const { state, ...build } = expected(FoundBuild, answer, "getBuild");
  if (state !== undefined && state !== COMPLETE)
    throw new AppError(
      "directive",
      `the build ${nvr} at ${hub} is ${BUILD_STATES[state] ?? state}, not COMPLETE`,
    );
  return build;
};

/** All RPMs of a build, of every arch. */
export const listBuildRPMs = async ({ id }: KojiBuild, reach: Reach): Promise<readonly KojiRpm[]> =>
  expected(Type.Array(KojiRpm), await call("listBuildRPMs", [id], reach), "listBuildRPMs");

/** All builds that carry a tag itself; what it inherits is not in it. Throws `not-found` when there is no such tag. */
export const listTagged = async (tag: string, reach: Reach): Promise<readonly KojiBuild[]> =>
  expected(Type.Array(KojiBuild), await callOnTag("listTagged", [tag], reach), "listTagged");

/** The newest build of a package in a tag and what the tag inherits: one, or none. Throws `not-found` when there is no such tag. */
export const getLatestBuilds = async (
  tag: string,
  name: string,
  reach: Reach,
): Promise<readonly KojiBuild[]> =>
  expected(
    Type.Array(KojiBuild),
    await callOnTag("getLatestBuilds", [tag, null, name], reach),
    "getLatestBuilds",
  );

const BUILD_STATES = ["BUILDING", "COMPLETE", "DELETED", "FAILED", "CANCELED"];
const COMPLETE = 1;

const FoundBuild = Type.Intersect([KojiBuild, Type.Object({ state: Type.Optional(Type.Number()) })]);

/** Numbers of koji's faults. */
const FAULTS = { generic: 1000, offline: 1014 };

const callOnTag = async (
  method: string,
  params: readonly [string, ...XmlRpcValue[]],
  reach: Reach,
): Promise<XmlRpcValue> => {
  try {
    return await call(method, params, reach);
  } catch (error) {
    if (!(error instanceof AppError) || error.fields["fault"] !== FAULTS.generic) throw error;
    throw new AppError("not-found", `${reach.services.kojiHub} has no tag ${params[0]}: ${error.message}`);
  }
};

const call = (method: string, params: readonly XmlRpcValue[], reach: Reach): Promise<XmlRpcValue> =>
  withRetries(reach, async () => {
    const url = reach.services.kojiHub;
    const headers = { "content-type": "text/xml" };
    const body = encodeXmlRpc({ kind: "call", method, params });
    const answer = decode(url, await request({ url, headers, body }, reach, readText));
    if (answer.kind === "answer") return answer.value;
    if (answer.kind === "call") throw new AppError("directive", `${url} answered ${method} with a call`);
    throw new AppError(
      answer.code === FAULTS.offline ? "busy" : "directive",
      `koji refused ${method}: ${answer.text}`,
      { fault: answer.code },
    );
  });

const decode = (url: string, text: string): XmlRpcMessage => {
  try {
    return decodeXmlRpc(text);
  } catch (error) {
    throw new AppError("directive", `${url} is no koji hub: ${(error as Error).message}`, {}, error);
  }
};

const expected = <T extends Type.TSchema>(schema: T, answer: XmlRpcValue, method: string): Type.Static<T> => {
  if (Value.Check(schema, answer)) return answer;
  const [fault] = Value.Errors(schema, answer);
  throw new AppError(
    "directive",
    `koji's answer to ${method} is not understood: ${fault?.instancePath} ${fault?.message}`,
  );
};
