import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { TestContext } from "node:test";
import { decodeXmlRpc } from "../../../runner/services/xmlrpc/decode.ts";
import { encodeXmlRpc } from "../../../runner/services/xmlrpc/encode.ts";
import { type DoubleContent, treeOf } from "./content.ts";
import { hubOf } from "./hub.ts";

/** A koji of a test: hub and files, at one address. */
export interface KojiDouble {
  readonly hub: string;
  readonly top: string;
  /** Method and path of each request so far. */
  readonly requests: readonly string[];
  /** Lets the next requests whose path holds the text go wrong, one way each. */
  readonly breakNext: (path: string, ...ways: readonly Breakage[]) => void;
}

/** A status, `drop`: closes before the answer, or `cut`: after half of it. */
type Breakage = number | "drop" | "cut";

/** Starts a koji that speaks the hub's protocol; it ends with the test. */
export const startKoji = async (t: TestContext, content: DoubleContent): Promise<KojiDouble> => {
  const hub = hubOf(content);
  const tree = treeOf(content);
  const requests: string[] = [];
  const broken: { readonly path: string; readonly way: Breakage }[] = [];
  const bodyOf = async (request: IncomingMessage, path: string): Promise<Uint8Array | undefined> =>
    path === "/kojihub" ? Buffer.from(encodeXmlRpc(hub(decodeXmlRpc(await text(request))))) : tree.get(path);
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "");
    requests.push(`${request.method} ${path}`);
    const at = broken.findIndex((one) => path.includes(one.path));
    const [found] = at === -1 ? [] : broken.splice(at, 1);
    void bodyOf(request, path).then((body) => answer(response, body, found?.way ?? 200));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const top = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    hub: `${top}/kojihub`,
    top,
    requests,
    breakNext: (path, ...ways) => broken.push(...ways.map((way) => ({ path, way }))),
  };
};

const answer = (response: ServerResponse, body: Uint8Array | undefined, way: Breakage): void => {
  if (way === "drop") return void response.destroy();
  if (body === undefined || way === 404) return void response.writeHead(404).end();
  if (typeof way === "number" && way !== 200) return void response.writeHead(way).end();
  response.writeHead(200, { "content-length": body.length });
  if (way === "cut") response.write(body.subarray(0, body.length / 2), () => response.destroy());
  else response.end(body);
};
