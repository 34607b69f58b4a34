import { lookup } from "node:dns/promises";

/** Addresses of a host name; rejects with the system's error code. Injected, so that tests and the demo name their own. */
export type Resolver = (hostname: string) => Promise<readonly string[]>;

/** Knows no host: only those that are registered with an address of their own can be asked. */
export const noResolver: Resolver = (hostname) => {
  return Promise.reject(Object.assign(new Error(`${hostname} is not looked up`), { code: "ENOTFOUND" }));
};

/** The system's resolver. */
export const systemResolver: Resolver = async (hostname) => {
  const found = await lookup(hostname, { all: true, verbatim: true });
  return found.map(({ address }) => address);
};
