import { SearchBox } from "../components/search-box.tsx";

/** The overview before anything has run: how to make something run. */
export const EmptyOverview = () => (
  <div class="message wide">
    <h1>Nothing has run yet</h1>
    <p>
      Taskotron keeps every result and every log line of the checks that run, and makes both searchable. To
      begin:
    </p>
    <dl class="ways">
      <dt>run a bundled task here</dt>
      <dd>
        <code>taskotron schedule -i ITEM -t TYPE TASK</code> <a href="/tasks">the tasks</a>
      </dd>
      <dt>run a task elsewhere and report it here</dt>
      <dd>
        <code>runtask -i ITEM -t TYPE --report http://THIS-SERVER TASK</code>
      </dd>
      <dt>bring results that exist already: TAP, ResultYAML, JUnit, a log</dt>
      <dd>
        <code>taskotron import FILE…</code> or{" "}
        <code>curl --data-binary @x.tap "http://THIS-SERVER/api/v1/import?format=tap"</code>
      </dd>
    </dl>
    <p class="dim">Then search for any line that was printed:</p>
    <SearchBox q="" big />
  </div>
);
