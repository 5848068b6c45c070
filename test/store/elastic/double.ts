import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";
import { text } from "node:stream/consumers";

interface Asked {
  readonly request: IncomingMessage;
  readonly body: string;
}

interface Answer {
  readonly status?: number;
  readonly body: object;
}

/** A server that says it is Elasticsearch and answers as it is told; what it was asked is kept. */
export const double = async (
  context: TestContext,
  answer: (asked: Asked) => Answer,
): Promise<{ readonly url: string; readonly asked: readonly Asked[] }> => {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      asked.push({ request, body });
      const { status = 200, body: told } = answer({ request, body });
      response.writeHead(status, {
        "x-elastic-product": "Elasticsearch",
        "content-type": "application/vnd.elasticsearch+json;compatible-with=9",
      });
      response.end(JSON.stringify(told));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
};

/** The writes of a bulk request: their action and their document. */
export const writesOf = (
  body: string,
): { readonly action: Record<string, object>; readonly document: object }[] => {
  const lines = body
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, object>);
  const writes = [];
  for (let at = 0; at < lines.length; at += 2)
    writes.push({ action: lines[at] ?? {}, document: lines[at + 1] ?? {} });
  return writes;
};
