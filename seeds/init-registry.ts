import { REGISTRY_FILES } from "./registry-files.ts";

const EXAMPLE_ROWS: Readonly<Partial<Record<keyof typeof REGISTRY_FILES, readonly string[]>>> = {
  "sites.csv": [
    "portail,Portail des démarches,https://www.portail.example/,https://www.portail.example/,,,portal,yes,example: replace this row",
    "logement,Le logement public,https://logement.example/,https://logement.example/,,,information,no,example: replace this row",
  ],
  "themes.csv": ["logement,Logement,Housing,https://www.portail.example/logement,example: replace this row"],
  "memberships.csv": ["logement,logement,declared,example: replace this row"],
};

/** A registry to fill in: every file with its heading, and a row or two that show the form. */
export function initRegistry(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(REGISTRY_FILES).map(([file, columns]) => {
      const rows = EXAMPLE_ROWS[file as keyof typeof REGISTRY_FILES] ?? [];
      return [file, `${[columns.join(","), ...rows].join("\n")}\n`];
    }),
  );
}
