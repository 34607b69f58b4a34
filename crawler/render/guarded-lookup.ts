import type { LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import type { FailureCode } from "../../core/visit.ts";
import { isPublicAddress } from "../fetch/address-guard.ts";
import { lookupFailureOf } from "../fetch/failure-code.ts";
import type { Resolver } from "../fetch/resolver.ts";

/** Error of a host that resolves to an address which must not be asked. */
export class PrivateAddressError extends Error {
  override readonly name = "PrivateAddressError";
}

/** Error of a host that the name service does not give. */
export class LookUpError extends Error {
  override readonly name = "LookUpError";
  readonly failure: FailureCode;

  constructor(failure: FailureCode, options: ErrorOptions) {
    super(failure, options);
    this.failure = failure;
  }
}

/**
 * A look-up for sockets that gives only addresses of the public internet. The address that was checked is the one that
 * is connected to, so that a name cannot change its mind in between (DNS rebinding). One private answer refuses the host.
 */
export function guardedLookup(resolver: Resolver): LookupFunction {
  return (hostname, options, callback) => {
    // oxlint-disable promise/no-callback-in-promise, promise/always-return -- the socket's interface is a callback
    publicAddresses(hostname, resolver).then(
      ([first, ...others]) => {
        if (options.all === true) callback(null, [first, ...others]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error(String(error)), "", 0);
      },
    );
    // oxlint-enable promise/no-callback-in-promise, promise/always-return
  };
}

async function publicAddresses(hostname: string, resolver: Resolver): Promise<[LookupAddress, ...LookupAddress[]]> {
  const addresses = await namesOf(hostname, resolver);
  const [first, ...others] = addresses.map((address) => ({ address, family: familyOf(address) }));
  if (first === undefined) throw new PrivateAddressError(`${hostname} has no address`);
  if (!addresses.every(isPublicAddress)) throw new PrivateAddressError(`${hostname} has a private address`);
  return [first, ...others];
}

async function namesOf(hostname: string, resolver: Resolver): Promise<readonly string[]> {
  try {
    return await resolver(hostname);
  } catch (error) {
    throw new LookUpError(lookupFailureOf(error), { cause: error });
  }
}

function familyOf(address: string): number {
  return ipaddr.parse(address).kind() === "ipv6" ? 6 : 4;
}
