import assert from "node:assert/strict";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { openApp } from "./open.ts";

test("bytes that are no request, and headers that are too long, are answered as problems", async () => {
  await using opened = await openApp();
  const address = new URL(await opened.app.listen({ port: 0, host: "127.0.0.1" }));
  const send = async (bytes: string): Promise<string> => {
    const socket = connect(Number(address.port), "127.0.0.1");
    socket.write(bytes);
    return text(socket);
  };
  const broken = await send("nonsense\r\n\r\n");
  assert.match(broken, /^HTTP\/1\.1 400 Bad Request\r\n/);
  assert.match(broken, /"code":"bad-request"/);
  const long = await send(`GET / HTTP/1.1\r\nhost: x\r\nx: ${"x".repeat(140_000)}\r\n\r\n`);
  assert.match(long, /^HTTP\/1\.1 431 /);
  assert.match(long, /"code":"header-too-large"/);
});

test("a query of full length fits, percent-encoded", async () => {
  await using opened = await openApp();
  const address = await opened.app.listen({ port: 0, host: "127.0.0.1" });
  const { status } = await fetch(`${address}/api/v1/search?q=${encodeURIComponent("é".repeat(20_000))}`);
  assert.equal(status, 200);
});
