import type { MandatedLink, Registry } from "../../core/registry.ts";
import { SITE_KINDS, type Site, type SiteKind } from "../../core/site.ts";
import { canonicalizeUrl } from "../../core/url.ts";
import { UserError } from "../../core/user-error.ts";
import { csvRows } from "./csv-rows.ts";
import type { Imported } from "./import-source.ts";
import { siteOfHost } from "./site-of-host.ts";

/**
 * Adds or completes sites from a list kept by hand (columns host, home, name, kind, horizontal, mandated_label, source).
 * What the list says replaces what another source said of the same host.
 */
export function importServices(registry: Registry, text: string, told: { file: string }): Imported {
  const columns = ["host", "home", "name", "kind", "horizontal", "mandated_label", "source"] as const;
  const sites = new Map<string, Site>(registry.sites.map((site) => [site.id, site]));
  const mandatedLinks: MandatedLink[] = [...registry.mandatedLinks];
  for (const row of csvRows(text, told.file, columns)) {
    const home = canonicalizeUrl(row.home);
    const fresh = home === null ? null : siteOfHost(row.host, home, row.source);
    const kind = SITE_KINDS.find((candidate) => candidate === row.kind);
    if (home === null || fresh === null || kind === undefined) throw unusable(told.file, row.host);
    sites.set(fresh.id, completed(sites.get(fresh.id) ?? fresh, { ...row, kind, home }));
    if (row.mandated_label === "") continue;
    const isKnown = mandatedLinks.some((link) => link.targetId === fresh.id);
    if (!isKnown) mandatedLinks.push({ targetId: fresh.id, label: row.mandated_label, source: row.source });
  }
  return { registry: { ...registry, sites: [...sites.values()], mandatedLinks }, leftOut: [] };
}

function completed(
  site: Site,
  row: { name: string; kind: SiteKind; horizontal: string; home: Site["home"]; source: string },
): Site {
  const source = site.source === row.source ? site.source : `${site.source}; ${row.source}`;
  const { name, kind, home } = row;
  return { ...site, name: name === "" ? site.name : name, kind, home, horizontal: row.horizontal === "yes", source };
}

function unusable(file: string, host: string): UserError {
  const what = `row of "${host}": host, home or kind cannot be used.`;
  return new UserError("input", [{ where: file, what, remedy: `Kinds: ${SITE_KINDS.join(", ")}.` }]);
}
