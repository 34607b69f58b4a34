import { PageFrame } from "../frame/page-frame.tsx";
import type { PageContext } from "../frame/page-context.ts";
import { DataTable } from "../parts/data-table.tsx";
import { SiteName } from "../parts/site-name.tsx";
import { SiteTable } from "../parts/site-table.tsx";

/** Every site of the perimeter, measured or not, and the other addresses that count for them. */
export function SitesPage({ page }: { readonly page: PageContext }) {
  const { t } = page.locale;
  const { aliases } = page.index.model.registry;
  const columns = [{ heading: t.sites.aliases }, { heading: t.sites.columns.site }];
  const rows = aliases.map((alias) => {
    const facts = page.index.siteById.get(alias.siteId);
    return {
      key: `${alias.siteId} ${alias.prefix}`,
      cells: [
        { shown: alias.prefix },
        { shown: facts === undefined ? alias.siteId : <SiteName page={page} facts={facts} /> },
      ],
    };
  });
  return (
    <PageFrame page={page} title={t.sites.title} section="sites">
      <h1>{t.sites.title}</h1>
      <p class="lead">{t.sites.lead}</p>
      <SiteTable page={page} sites={page.index.sites} width="full" />
      <p class="key">{t.frame.tableKey}</p>
      {rows.length > 0 && (
        <section>
          <h2>{t.sites.aliases}</h2>
          <DataTable page={page} caption={t.sites.aliasesLead} columns={columns} rows={rows} />
        </section>
      )}
    </PageFrame>
  );
}
