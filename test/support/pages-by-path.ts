import type { FakePages } from "./serve-web.ts";

/** A host that answers every path by what it is; its robots.txt, sitemaps and probe are not there. */
export function byPath(page: (path: string) => string): FakePages {
  return {
    "*": (request, response) => {
      const path = request.url ?? "";
      const isPage = !/^\/(?:robots\.txt|sitemap(?:_index)?\.xml|[0-9a-f]{24}\.html)$/.test(path);
      response.writeHead(isPage ? 200 : 404, { "content-type": "text/html" }).end(isPage ? page(path) : "none");
    },
  };
}
