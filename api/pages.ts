/** What a page is asked with: the path and query of its address, and a way to the API's answers. */
export interface PageRequest {
  readonly url: string;
  /** Reads `/api/v1` + path as a client would. */
  readonly get: (path: string) => Promise<{ readonly status: number; readonly body: unknown }>;
}

export interface PageAnswer {
  readonly status: number;
  readonly html: string;
}

/** Renders the page of an address; a page that does not exist is an answer with status 404. */
export type RenderPage = (request: PageRequest) => Promise<PageAnswer>;
