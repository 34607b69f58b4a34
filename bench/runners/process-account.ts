import { readFileSync, readdirSync } from "node:fs";

const KIB = 1024;

/** Largest resident set of this process since its start, in bytes (proc_pid_status(5), VmHWM). */
export function peakBytes(): number {
  return statusBytes("VmHWM");
}

/** Resident set of this process now, in bytes. */
export function residentBytes(): number {
  return statusBytes("VmRSS");
}

/** File descriptors that this process holds open. */
export function openFiles(): number {
  return readdirSync("/proc/self/fd").length;
}

/** User and system time of this process since its start, threads included, in milliseconds. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function statusBytes(field: string): number {
  const match = new RegExp(`^${field}:\\s+(\\d+) kB$`, "m").exec(readFileSync("/proc/self/status", "utf8"));
  if (match?.[1] === undefined) throw new Error(`/proc/self/status says no ${field}`);
  return Number(match[1]) * KIB;
}
