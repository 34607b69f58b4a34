import { gzipSync } from "node:zlib";
import { homeOf, type PlannedSite } from "./plan.ts";
import { link, renderPage } from "./render-page.ts";
import type { DemoWeb } from "./demo-web.ts";

/** A request as the invented web sees it. */
export interface DemoRequest {
  readonly scheme: "http" | "https";
  readonly host: string;
  /** Path and query. */
  readonly target: string;
  readonly acceptsGzip: boolean;
}

/** What the invented web answers. */
export interface DemoResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const HTML = { "content-type": "text/html; charset=utf-8" };

/** Answers a request to any host of the web. The same request always gets the same answer. */
export function respond(web: DemoWeb, request: DemoRequest): DemoResponse {
  const site = web.siteOfHost(request.host);
  if (site === null) return text(404, "no such host");
  if (request.host === site.aliasHost) return redirect(301, homeOf(site));
  if (request.scheme === "http") return redirect(301, `https://${site.host}${request.target}`);
  const [path = "/"] = request.target.split("?", 1);
  const answer = siteAnswer(web, site, path);
  if (site.quirk !== "gzip" || !request.acceptsGzip || answer.body.length === 0) return answer;
  return { ...answer, headers: { ...answer.headers, "content-encoding": "gzip" }, body: gzipSync(answer.body) };
}

function siteAnswer(web: DemoWeb, site: PlannedSite, path: string): DemoResponse {
  if (path === "/robots.txt") return robots(site);
  if (site.defect === "needs-scripts") return html(shell(site));
  const page = web.pageOf(site, path);
  if (page !== null) return html(renderPage({ site, page, mandated: web.mandated }));
  return (
    curiosity(site, path) ??
    html('<!DOCTYPE html><html lang="fr"><title>Page introuvable</title><h1>Page introuvable</h1></html>', 404)
  );
}

function curiosity(site: PlannedSite, path: string): DemoResponse | null {
  const target = site.pages.find(({ kind }) => kind === "procedure")?.path ?? "/";
  if (path.endsWith(".pdf"))
    return { status: 200, headers: { "content-type": "application/pdf" }, body: Buffer.from("%PDF-1.4\n") };
  switch (path) {
    case "/ancienne-page":
      return redirect(301, target);
    case "/page-supprimee":
      return html(pageOf("<title>Supprimée</title>", "<p>Cette page a été supprimée.</p>"), 410);
    case "/en-panne":
      return html(pageOf("<title>Panne</title>", "<p>Erreur interne.</p>"), 500);
    case "/sans-suite":
      return html(
        pageOf(
          '<meta charset="utf-8"><meta name="robots" content="nofollow"><title>Sans suite</title>',
          `<p>${link("/secret", "Ne pas suivre")}</p>`,
        ),
      );
    case "/patienter":
      return html(pageOf(`<meta http-equiv="refresh" content="0; url=${target}"><title>Patienter</title>`, ""));
    case "/relatif/":
      return html(
        pageOf(
          '<meta charset="utf-8"><base href="/"><title>Relatif</title>',
          `<p>${link("contact", "Nous contacter")}</p>`,
        ),
      );
    case "/latin1":
      return {
        status: 200,
        headers: { "content-type": "text/html; charset=iso-8859-1" },
        body: Buffer.from(
          pageOf("<title>Accentuée</title>", `<p>Été, forêt, château. ${link("/contact", "Écrire à l'équipe")}</p>`),
          "latin1",
        ),
      };
    default:
      return null;
  }
}

function pageOf(head: string, body: string): string {
  return `<!DOCTYPE html><html lang="fr"><head>${head}</head><body><main><h1>Page</h1>${body}</main></body></html>`;
}

function robots(site: PlannedSite): DemoResponse {
  const rules = site.defect === "robots-blocked" ? "Disallow: /" : "Disallow: /secret";
  return text(200, `User-agent: *\n${rules}\n`);
}

/** A page that is empty until its scripts run. */
function shell(site: PlannedSite): string {
  return `<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>${site.name}</title><script src="/app.js" defer></script></head><body><noscript>Activez JavaScript.</noscript><div id="app"></div></body></html>`;
}

function html(markup: string, status = 200): DemoResponse {
  return { status, headers: HTML, body: Buffer.from(markup) };
}

function text(status: number, content: string): DemoResponse {
  return { status, headers: { "content-type": "text/plain; charset=utf-8" }, body: Buffer.from(content) };
}

function redirect(status: number, location: string): DemoResponse {
  return { status, headers: { ...HTML, location }, body: Buffer.alloc(0) };
}
