import type { PageError } from "../ask.ts";
import { SearchBox } from "../components/search-box.tsx";
import { Text } from "../components/text.tsx";
import type { View } from "../page.ts";

/** Says that there is no page here, and where to go. */
export const missingView = (path: string): View => ({
  status: 404,
  title: "Nothing here",
  description: "There is no page at this address.",
  body: (
    <div class="message">
      <h1>There is no page at this address</h1>
      <p class="mono">
        <Text text={path.slice(0, 300)} />
      </p>
      <p>
        Look for what you had in mind, or go to the <a href="/">overview</a>, the{" "}
        <a href="/packages">packages</a>, the <a href="/checks">checks</a> or the <a href="/runs">runs</a>.
      </p>
      <SearchBox q="" big />
    </div>
  ),
});

const ADVICE: Readonly<Record<number, string>> = {
  400: "Change the address or the query; the line above says what was not understood.",
  404: "It may have been removed, or the address was cut when it was copied.",
  408: "Narrow the question: a shorter stretch of time, a package, a check.",
  422: "Change the address or the query; the line above says what does not fit.",
  503: "Wait a moment, then load the page again.",
};

/** Says in the API's own words what is wrong, and what to do about it. */
export const errorView = (error: PageError, path: string): View => ({
  status: error.status,
  title: error.status === 404 ? "Not found" : "This page could not be made",
  description: error.message,
  body: (
    <div class="message">
      <h1>{error.status === 404 ? "There is no such thing" : "This page could not be made"}</h1>
      <p>
        <Text text={error.message} /> <span class="dimmer">({error.status})</span>
      </p>
      <p>{ADVICE[error.status] ?? "Load the page again; if it stays so, the server's log says more."}</p>
      <p>
        <a href={path}>This page without its parameters</a> · <a href="/">overview</a> ·{" "}
        <a href="/status">status of the server</a>
      </p>
    </div>
  ),
});
