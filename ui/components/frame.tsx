import type { Assets } from "../assets.ts";
import { SECTIONS, type View } from "../page.ts";
import { shown } from "../log/controls.ts";
import { SearchBox } from "./search-box.tsx";

const ADDRESS = {
  Overview: "/",
  Packages: "/packages",
  Checks: "/checks",
  Runs: "/runs",
  Tasks: "/tasks",
} as const;

const Head = ({ view, assets }: { readonly view: View; readonly assets: Assets }) => {
  const title = `${shown(view.title)} · Taskotron`;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      <meta name="description" content={shown(view.description)} />
      <meta property="og:site_name" content="Taskotron" />
      <meta property="og:type" content="website" />
      <meta property="og:title" content={shown(view.title)} />
      <meta property="og:description" content={shown(view.description)} />
      <script src={assets.theme} />
      <link rel="stylesheet" href={assets.style} />
      <link rel="icon" href="data:," />
      <script type="module" src={assets.page} />
      {view.islands?.map((island) => (
        <script key={island} type="module" src={assets[island]} />
      ))}
    </head>
  );
};

const Bar = ({ view }: { readonly view: View }) => (
  <header class="bar">
    <a class="skip-link" href="#main">
      to the content
    </a>
    <a class="logo" href="/">
      taskotron
    </a>
    <SearchBox q={view.q ?? ""} />
    <nav aria-label="Sections">
      {SECTIONS.map((section) => (
        <a key={section} href={ADDRESS[section]} aria-current={view.section === section ? "page" : undefined}>
          {section}
        </a>
      ))}
    </nav>
  </header>
);

const Foot = () => (
  <footer class="foot">
    <span>Times are UTC.</span>
    <a href="/jobs">Jobs</a>
    <a href="/status">Status</a>
    <a href="/docs">API</a>
    <button type="button" class="js" data-act="theme" hidden>
      theme <kbd class="key">t</kbd>
    </button>
    <button type="button" class="js" data-act="help" hidden>
      keys <kbd class="key">?</kbd>
    </button>
  </footer>
);

/** The whole document around a page. */
export const Frame = ({ view, assets }: { readonly view: View; readonly assets: Assets }) => (
  <html lang="en">
    <Head view={view} assets={assets} />
    <body>
      <Bar view={view} />
      <main id="main" data-refresh={view.refresh}>
        {view.body}
      </main>
      <Foot />
    </body>
  </html>
);
