// The least of each protocol that tells whether a service answers.
import { request } from "node:https";
import { request as plainRequest } from "node:http";
import { connect } from "node:net";

const PATIENCE = 5000;

/** Sends bytes and gives what came back first. */
export const ask = (host, port, bytes) =>
  new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: PATIENCE }, () => socket.write(bytes));
    socket.once("data", (answer) => {
      socket.destroy();
      resolve(answer);
    });
    socket.once("timeout", () => socket.destroy(new Error("no answer")));
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("closed without an answer")));
  });

/** The status of an HTTP answer to a GET; `options` are those of `https.request`. */
export const statusOf = (url, options = {}) =>
  new Promise((resolve, reject) => {
    const get = url.startsWith("https:") ? request : plainRequest;
    const asked = get(url, { timeout: PATIENCE, agent: false, ...options }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.once("timeout", () => asked.destroy(new Error("no answer")));
    asked.once("error", reject);
    asked.end();
  });
