import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** One import statement: who asks for what. Paths are relative to the project, with `/`. */
export interface ImportOf {
  readonly file: string;
  /** As written: a relative path, `node:…` or a package name. */
  readonly specifier: string;
}

/** For each folder, the folders of ours that it may import besides itself (design.md, "a star"). */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  seeds: ["core"],
  crawler: ["core"],
  db: ["core", "crawler/ports.ts", "crawler/store-port.ts"],
  graph: ["core"],
  traffic: ["core"],
  viewer: ["core"],
  demo: ["core"],
  cli: ["core", "seeds", "crawler", "db", "graph", "traffic", "viewer", "demo"],
  test: ["core", "seeds", "crawler", "db", "graph", "traffic", "viewer", "demo", "cli", "bench"],
  bench: ["core", "seeds", "crawler", "db", "graph", "traffic", "viewer", "demo", "cli", "test/support"],
};

/** Folders whose functions take data and give data: no file, network, process or thread. */
const PURE_FOLDERS = new Set(["core", "graph"]);
const PURE_NODE_MODULES = new Set(["node:crypto"]);

const IMPORT = /(?:^|[\s;}])(?:import|export)\s(?:[^"'`;]*?\sfrom\s*)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/g;

/** Every import in a source text, in order. */
export function importsIn(file: string, source: string): ImportOf[] {
  const found: ImportOf[] = [];
  for (const match of source.matchAll(IMPORT)) {
    const specifier = match[1] ?? match[2];
    if (specifier !== undefined) found.push({ file, specifier });
  }
  return found;
}

/** Every source file below the folders of `MAY_IMPORT`, sorted. */
export function sourceFiles(root: string): string[] {
  return Object.keys(MAY_IMPORT)
    .filter((folder) => existsSync(path.join(root, folder)))
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((name) =>
        path.posix.join(folder, name.replaceAll(path.sep, "/")),
      ),
    )
    .filter((file) => /\.tsx?$/.test(file))
    .toSorted();
}

/** Every import of the project. */
export function projectImports(root: string): ImportOf[] {
  return sourceFiles(root).flatMap((file) => importsIn(file, readFileSync(path.join(root, file), "utf8")));
}

/** Imports that break the star, each as `file imports what: why`. */
export function strayImports(imports: readonly ImportOf[], packages: ReadonlySet<string>): string[] {
  return imports.flatMap(({ file, specifier }) => {
    const reason = whyStray(file, specifier, packages);
    return reason === null ? [] : [`${file} imports ${specifier}: ${reason}`];
  });
}

function whyStray(file: string, specifier: string, packages: ReadonlySet<string>): string | null {
  const [folder = ""] = file.split("/", 1);
  if (specifier.startsWith("node:")) {
    const isAllowed = !PURE_FOLDERS.has(folder) || PURE_NODE_MODULES.has(specifier);
    return isAllowed ? null : `${folder}/ does no input or output`;
  }
  if (!specifier.startsWith(".")) return whyStrayPackage(folder, specifier, packages);
  const target = path.posix.join(path.posix.dirname(file), specifier);
  const allowed = [folder, "dist", ...(MAY_IMPORT[folder] ?? [])];
  const isAllowed = allowed.some((place) => target === place || target.startsWith(`${place}/`));
  return isAllowed || !target.includes("/") ? null : `${folder}/ may import only ${MAY_IMPORT[folder]?.join(", ")}`;
}

function whyStrayPackage(folder: string, specifier: string, packages: ReadonlySet<string>): string | null {
  const name = specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
  if (!packages.has(name)) return "package.json does not name it";
  return name === "better-sqlite3" && folder !== "db" && folder !== "test" ? "all SQL is in db/" : null;
}
