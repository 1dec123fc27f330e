import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import * as v from 'valibot'
import { stableId } from '../stable-id.ts'

/** Tells one process from all others, on this machine and on others that share a folder. */
export const IdentitySchema = v.object({
  host: v.string(),
  /** Another one after each start of the machine; empty where the system does not tell. */
  boot: v.string(),
  /** Process ids are unique within it: containers have their own. */
  space: v.string(),
  pid: v.number(),
  /** When the process began, as its system counts; empty where the system does not tell. */
  began: v.string(),
})

export type ProcessIdentity = v.InferOutput<typeof IdentitySchema>

export const THIS_PROCESS: ProcessIdentity = {
  // Cloned machines share their id, and different ones may share a name.
  host: stableId(`host ${hostname()} ${tryRead('/etc/machine-id')}`),
  boot: tryRead('/proc/sys/kernel/random/boot_id'),
  space: tryReadLink('/proc/self/ns/pid'),
  pid: process.pid,
  began: readBegin(process.pid),
}

/**
 * Whether the process runs; undefined where that cannot be seen from here. A process that got
 * the id of an earlier one is not taken for it where the system tells when it began (Linux).
 */
export function isRunning(identity: ProcessIdentity): boolean | undefined {
  const { host, boot, space, pid, began } = identity
  if (host !== THIS_PROCESS.host) return undefined
  if (boot !== THIS_PROCESS.boot) return false
  if (space !== THIS_PROCESS.space) return undefined
  try {
    process.kill(pid, 0)
  } catch (caught) {
    // It runs, but belongs to somebody else.
    const isForeign = caught instanceof Error && 'code' in caught && caught.code === 'EPERM'
    if (!isForeign) return false
  }
  return readBegin(pid) === began
}

/** The 22nd field; the second, in brackets, may hold anything. */
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
