import { createSocket, type RemoteInfo } from "node:dgram";
import { once } from "node:events";

/** What a name has: addresses, another name, an error code of RFC 1035 § 4.1.1, or silence. */
export interface DnsRecords {
  readonly a?: readonly string[];
  /** As 16 bytes in hexadecimal. */
  readonly aaaa?: readonly string[];
  readonly cname?: string;
  readonly error?: "SERVFAIL" | "NXDOMAIN" | "REFUSED";
  readonly isSilent?: boolean;
}

/** A name server on loopback. */
export interface DnsServer {
  /** `address:port`. */
  readonly address: string;
  /** Names asked for, in order. */
  readonly asked: readonly string[];
  readonly close: () => Promise<void>;
}

const ERRORS = { SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const;
const TYPE_A = 1;
const TYPE_CNAME = 5;
const TYPE_AAAA = 28;

/** Serves names over UDP; those not listed do not exist. */
export async function serveDns(names: Readonly<Record<string, DnsRecords>>, address: string): Promise<DnsServer> {
  const asked: string[] = [];
  const socket = createSocket("udp4");
  socket.on("message", (query: Buffer, from: RemoteInfo) => {
    const { name, type, end } = questionOf(query);
    asked.push(name);
    const records = names[name] ?? { error: "NXDOMAIN" };
    if (records.isSilent !== true) socket.send(reply(query.subarray(0, end), type, records), from.port, from.address);
  });
  socket.bind(0, address);
  await once(socket, "listening");
  return {
    address: `${address}:${socket.address().port}`,
    asked,
    close: async () => {
      socket.close();
      await once(socket, "close");
    },
  };
}

function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join(".").toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** Header and question of the query with the records that answer it. */
function reply(question: Buffer, type: number, records: DnsRecords): Buffer {
  const answers: Buffer[] = [];
  if (records.cname !== undefined) answers.push(record(TYPE_CNAME, nameBytes(records.cname)));
  if (type === TYPE_A)
    answers.push(...(records.a ?? []).map((ip) => record(TYPE_A, Buffer.from(ip.split(".").map(Number)))));
  if (type === TYPE_AAAA)
    answers.push(...(records.aaaa ?? []).map((hex) => record(TYPE_AAAA, Buffer.from(hex, "hex"))));
  const head = Buffer.from(question);
  head.writeUInt16BE(0x8180 | (records.error === undefined ? 0 : ERRORS[records.error]), 2);
  head.writeUInt16BE(answers.length, 6);
  head.writeUInt32BE(0, 8);
  return Buffer.concat([head, ...answers]);
}

/** A record of the name in question, for a minute. */
function record(type: number, data: Buffer): Buffer {
  const head = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, data.length]);
  return Buffer.concat([head, data]);
}

function nameBytes(name: string): Buffer {
  const labels = name.split(".").map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
  return Buffer.concat([...labels, Buffer.from([0])]);
}
