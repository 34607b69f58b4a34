import { connect, type LookupFunction, type Socket } from "node:net";
import { isPublicAddress, literalAddress } from "../fetch/address-guard.ts";
import { PrivateAddressError, guardedLookup } from "./guarded-lookup.ts";
import type { Resolver } from "../fetch/resolver.ts";

/** Connects to a host whose addresses only `lookup` may give. Injected, so that tests lead it to loopback. */
export type Dial = (target: DialTarget, lookup: LookupFunction) => Socket;

/** A host that passed the checks of its name. */
export interface DialTarget {
  readonly hostname: string;
  readonly port: number;
}

/** Connects through the operating system to the addresses that were checked. */
export const systemDial: Dial = ({ hostname, port }, lookup) =>
  connect({ host: hostname.replace(/^\[|\]$/g, ""), port, lookup });

/** How the proxy reaches hosts. */
export interface DialParts {
  readonly resolver: Resolver;
  readonly dial: Dial;
  readonly connectTimeoutMs: number;
}

/**
 * A connection to a host of the public internet. Rejects with `PrivateAddressError` when the host is, or resolves to,
 * anything else; the checked address is the one that is connected to. Look-up is not called for literal addresses, so
 * they are judged here.
 */
export async function dialPublic(target: DialTarget, parts: DialParts): Promise<Socket> {
  const literal = literalAddress(target.hostname);
  if (literal !== null && !isPublicAddress(literal)) throw new PrivateAddressError(`${literal} is private`);
  const socket = parts.dial(target, guardedLookup(parts.resolver));
  return await new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      socket.destroy();
      reject(Object.assign(new Error("no connection in time"), { code: "ETIMEDOUT" }));
    }, parts.connectTimeoutMs);
    socket.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    socket.once("connect", () => {
      clearTimeout(timer);
      resolve(socket);
    });
  });
}
