import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";

/** Serves bodies by path and query, or by path alone, 404 elsewhere, until the test ends; gives the address. */
export const serveAnswers = async (
  t: TestContext,
  answers: Readonly<Record<string, string | Uint8Array>>,
): Promise<string> => {
  const server = createServer((request, response) => {
    const asked = decodeURIComponent(request.url ?? "");
    const body = answers[asked] ?? answers[asked.replace(/\?.*$/, "")];
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
