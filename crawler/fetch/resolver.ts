import { Resolver as DnsClient } from "node:dns/promises";
import { isNotFound } from "./failure-code.ts";

/** Addresses of a host name; rejects with the system's error code. Injected, so that tests and the demo name their own. */
export type Resolver = (hostname: string) => Promise<readonly string[]>;

/** Knows no host: only those that are registered with an address of their own can be asked. */
export const noResolver: Resolver = (hostname) => {
  return Promise.reject(Object.assign(new Error(`${hostname} is not looked up`), { code: "ENOTFOUND" }));
};

const TRY_TIMEOUT_MS = 2500;
const TRIES = 3;

/**
 * Asks name servers itself (`address` or `address:port`; those of the system when none are named): a slow one then takes no
 * thread away from files and decoding, and its own code tells what was wrong. IPv4 addresses come first.
 */
export function dnsResolver(servers: readonly string[] = []): Resolver {
  const client = new DnsClient({ timeout: TRY_TIMEOUT_MS, tries: TRIES });
  if (servers.length > 0) client.setServers(servers);
  return async (hostname) => {
    const answers = await Promise.allSettled([client.resolve4(hostname), client.resolve6(hostname)]);
    const addresses = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
    if (addresses.length > 0) return addresses;
    const errors: unknown[] = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason] : []));
    // A name that one of the two questions could not settle may exist.
    throw errors.find((error) => !isNotFound(error)) ?? errors[0] ?? new Error(`${hostname} has no address`);
  };
}

let systemClient: Resolver | null = null;

/** The resolver that asks the system's name servers. */
export const systemResolver: Resolver = async (hostname) => {
  systemClient ??= dnsResolver();
  return await systemClient(hostname);
};
