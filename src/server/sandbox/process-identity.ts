import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import * as v from 'valibot'
import { stableId } from '../stable-id.ts'

/** Identifies a process among all machines that share a folder. */
export const IdentitySchema = v.object({
  host: v.string(),
  /** Changes with each boot of the machine. Empty when the system does not report it. */
  boot: v.string(),
  /** The PID namespace: process ids are unique within it, and containers have their own. */
  space: v.string(),
  pid: v.number(),
  /** Start time in the system's clock. Empty when the system does not report it. */
  began: v.string(),
})

export type ProcessIdentity = v.InferOutput<typeof IdentitySchema>

export const THIS_PROCESS: ProcessIdentity = {
  // Cloned machines share their id, and different machines may share a name.
  host: stableId(`host ${hostname()} ${tryRead('/etc/machine-id')}`),
  boot: tryRead('/proc/sys/kernel/random/boot_id'),
  space: tryReadLink('/proc/self/ns/pid'),
  pid: process.pid,
  began: readBegin(process.pid),
}

/**
 * Whether the process runs. Undefined when this process cannot see it. Linux reports start times,
 * which distinguish a process from an earlier one with the same id.
 */
export function isRunning(identity: ProcessIdentity): boolean | undefined {
  const { host, boot, space, pid, began } = identity
  if (host !== THIS_PROCESS.host) return undefined
  if (boot !== THIS_PROCESS.boot) return false
  if (space !== THIS_PROCESS.space) return undefined
  try {
    process.kill(pid, 0)
  } catch (caught) {
    // It runs under another user.
    const isForeign = caught instanceof Error && 'code' in caught && caught.code === 'EPERM'
    if (!isForeign) return false
  }
  return readBegin(pid) === began
}

/** The 22nd field of `stat`. The second, in brackets, may hold any character. */
function readBegin(pid: number): string {
  const stat = tryRead(`/proc/${pid}/stat`)
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

function tryRead(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return ''
  }
}

function tryReadLink(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}
