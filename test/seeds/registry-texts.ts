import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { UserError } from "../../core/user-error.ts";
import { readRegistry } from "../../seeds/read-registry.ts";

/** A new folder with these files. */
export function folderWith(files: ReadonlyMap<string, string | Buffer>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "maillage-registry-"));
  for (const [file, text] of files) writeFileSync(path.join(folder, file), text);
  return folder;
}

/** What reading a sound registry says when these files stand in place of its own, line by line. */
export function problemsOf(files: Readonly<Record<string, string | Buffer>>): string[] {
  const folder = folderWith(new Map([...sound(), ...Object.entries(files)]));
  try {
    readRegistry(folder, "r");
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.message.split("\n");
  }
}

/** Heading of sites.csv. */
export const SITES = "id,name,prefixes,home,owner,ministry,kind,horizontal,source";
/** Heading of themes.csv and life-events.csv. */
export const TOPICS = "id,label_fr,label_en,entry_pages,source";
/** A sound row of sites.csv, but for the cells that are changed. */
export const site = (id: string, changed: Record<string, string> = {}): string => {
  const cells = {
    id,
    name: id,
    prefixes: `https://${id}.example/`,
    home: `https://${id}.example/`,
    owner: "",
    ministry: "",
    kind: "service",
    horizontal: "no",
    source: "s",
    ...changed,
  };
  return Object.values(cells).join(",");
};

/** A registry of two sites and a theme, without a mistake. */
export function sound(): Map<string, string> {
  return new Map([
    ["sites.csv", [SITES, site("a"), site("b"), ""].join("\n")],
    ["themes.csv", `${TOPICS}\nhealth,Santé,Health,https://a.example/sante,s\n`],
  ]);
}

/** Files that refer to both sites and to the theme. */
export const REFERRING = {
  "memberships.csv": "site,topic,basis,source\na,health,declared,s\n",
  "aliases.csv": "site,prefix,from,until,source\na,https://old.example/,,,s\n",
  "mandated-links.csv": "target,label,source\na,L,s\n",
  "expected-links.csv": "source_site,target,topic,cited_by,cited_on,source\nb,a,health,https://a.example/x,,s\n",
};
