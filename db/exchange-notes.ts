import type { Database, Statement } from "better-sqlite3";
import type { OwnerKey } from "../crawler/ports.ts";
import type { DayUse, ExchangeNote } from "../crawler/store-port.ts";
import type { GroupCommit } from "./group-commit.ts";

const DAY_MS = 86_400_000;

/** Exchanges of one kind with one host, since the last commit. */
interface Sum {
  readonly crawlId: number;
  readonly ownerKey: string;
  readonly address: string;
  readonly purpose: string;
  readonly outcome: string;
  requests: number;
  sizeBytes: number;
  totalMs: number;
  slowestMs: number;
  firstMs: number;
  lastMs: number;
  pauses: number;
  totalPauseMs: number;
  shortestPauseMs: number | null;
}

interface DaySum {
  readonly ownerKey: string;
  readonly day: number;
  requests: number;
  sizeBytes: number;
}

/** Counts exchanges in memory and writes the sums with each commit: many exchanges cost a row. */
export class ExchangeNotes {
  readonly #commits: GroupCommit;
  readonly #insert: Statement<[Sum]>;
  readonly #insertDay: Statement<[DaySum]>;
  readonly #selectDay: Statement<[number], DayUse>;
  readonly #sums = new Map<string, Sum>();
  readonly #days = new Map<string, DaySum>();

  constructor(db: Database, commits: GroupCommit) {
    this.#commits = commits;
    this.#insert = db.prepare(INSERT);
    this.#insertDay = db.prepare(`
      insert into day_use (owner_key, day, requests, size_bytes) values (@ownerKey, @day, @requests, @sizeBytes)
      on conflict (day, owner_key) do update
      set requests = requests + excluded.requests, size_bytes = size_bytes + excluded.size_bytes
    `);
    this.#selectDay = db.prepare(`
      select owner_key as ownerKey, requests, size_bytes as sizeBytes from day_use where day = ? order by owner_key
    `);
    commits.onCommit(() => this.#write());
  }

  note(crawlId: number, note: ExchangeNote): void {
    this.#commits.run(() => {
      this.#addSum(crawlId, note);
      this.#addDay(note);
    });
  }

  /** Use of the day (UTC) on which a time falls, by host. */
  dayUse(dayMs: number): DayUse[] {
    this.#commits.flush();
    return this.#selectDay.all(Math.floor(dayMs / DAY_MS));
  }

  /** Forgets what is not written yet of some hosts: their owners want nothing of them kept. */
  drop(isDropped: (ownerKey: OwnerKey) => boolean): void {
    for (const [key, { ownerKey }] of this.#sums) if (isDropped(ownerKey as OwnerKey)) this.#sums.delete(key);
    for (const [key, { ownerKey }] of this.#days) if (isDropped(ownerKey as OwnerKey)) this.#days.delete(key);
  }

  #addSum(crawlId: number, note: ExchangeNote): void {
    const { ownerKey, purpose, outcome } = note;
    const address = note.address ?? "";
    const key = `${crawlId} ${ownerKey} ${address} ${purpose} ${outcome}`;
    const sum = this.#sums.get(key) ?? { crawlId, ownerKey, address, purpose, outcome, ...nothing(note.startedMs) };
    this.#sums.set(key, sum);
    const durationMs = Math.round(note.durationMs);
    sum.requests += note.requests;
    sum.sizeBytes += note.sizeBytes;
    sum.totalMs += durationMs;
    sum.slowestMs = Math.max(sum.slowestMs, durationMs);
    sum.firstMs = Math.min(sum.firstMs, Math.floor(note.startedMs));
    sum.lastMs = Math.max(sum.lastMs, Math.floor(note.startedMs));
    if (note.pauseMs === null) return;
    const pauseMs = Math.floor(note.pauseMs);
    sum.pauses += 1;
    sum.totalPauseMs += pauseMs;
    sum.shortestPauseMs = Math.min(sum.shortestPauseMs ?? pauseMs, pauseMs);
  }

  #addDay({ ownerKey, startedMs, requests, sizeBytes }: ExchangeNote): void {
    const day = Math.floor(startedMs / DAY_MS);
    const key = `${day} ${ownerKey}`;
    const sum = this.#days.get(key) ?? { ownerKey, day, requests: 0, sizeBytes: 0 };
    this.#days.set(key, sum);
    sum.requests += requests;
    sum.sizeBytes += sizeBytes;
  }

  #write(): void {
    for (const sum of this.#sums.values()) this.#insert.run(sum);
    for (const sum of this.#days.values()) this.#insertDay.run(sum);
    this.#sums.clear();
    this.#days.clear();
  }
}

function nothing(startedMs: number): Omit<Sum, "crawlId" | "ownerKey" | "address" | "purpose" | "outcome"> {
  const startMs = Math.floor(startedMs);
  const times = { firstMs: startMs, lastMs: startMs, totalMs: 0, slowestMs: 0 };
  return { requests: 0, sizeBytes: 0, ...times, pauses: 0, totalPauseMs: 0, shortestPauseMs: null };
}

const INSERT = `
  insert into exchange (
    crawl_id, owner_key, address, purpose, outcome, requests, size_bytes, total_ms, slowest_ms, first_ms, last_ms,
    pauses, total_pause_ms, shortest_pause_ms
  ) values (
    @crawlId, @ownerKey, @address, @purpose, @outcome, @requests, @sizeBytes, @totalMs, @slowestMs, @firstMs, @lastMs,
    @pauses, @totalPauseMs, @shortestPauseMs
  )
  on conflict (crawl_id, owner_key, address, purpose, outcome) do update set
    requests = requests + excluded.requests,
    size_bytes = size_bytes + excluded.size_bytes,
    total_ms = total_ms + excluded.total_ms,
    slowest_ms = max(slowest_ms, excluded.slowest_ms),
    first_ms = min(first_ms, excluded.first_ms),
    last_ms = max(last_ms, excluded.last_ms),
    pauses = pauses + excluded.pauses,
    total_pause_ms = total_pause_ms + excluded.total_pause_ms,
    shortest_pause_ms = min(
      coalesce(shortest_pause_ms, excluded.shortest_pause_ms), coalesce(excluded.shortest_pause_ms, shortest_pause_ms)
    )
`;
