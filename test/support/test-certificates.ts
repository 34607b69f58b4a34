import { readFileSync } from "node:fs";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { fileURLToPath } from "node:url";

/** Certificates of test/fixtures/tls: each is for `<name>.example` and `*.<name>.example`. */
export type CertificateName = "good" | "expired" | "self" | "chained";

/** Key and certificate to serve; `chain` adds the authority between it and the root. */
export function testCertificate(name: CertificateName, chain: "alone" | "chain" = "alone") {
  const middle = chain === "chain" ? fixture("middle.pem") : "";
  return { key: fixture(`${name}.key`), cert: fixture(`${name}.pem`) + middle };
}

/** Makes this process believe the root of the test certificates beside the usual ones; the function returned ends that. */
export function trustTestRoot(): () => void {
  const usual = getCACertificates("default");
  setDefaultCACertificates([...usual, fixture("root.pem")]);
  return () => {
    setDefaultCACertificates(usual);
  };
}

function fixture(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url)), "utf8");
}
