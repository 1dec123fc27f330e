import { readFileSync } from 'node:fs'
import { test } from '@playwright/test'
import type { Opened } from './load.ts'
import type { Server } from './servers.ts'

/** A process as `SystemInfo.getProcessInfo` describes it. */
export interface ProcessInfo {
  type: string
  id: number
  /** Processor seconds since its start, in all threads. */
  cpuTime: number
}

/** `utility` is all other processes of the browser. The network service is one of them. */
export const KINDS = ['browser', 'renderer', 'GPU', 'utility', 'server'] as const

/** Processor seconds of a load, by kind of process. */
export type Usage = Record<(typeof KINDS)[number], number>

/** Processor time that one run of a load takes. */
export interface Spent {
  /** Until the last file. */
  usage: Usage
  /** Seconds of all processes in the second after the last file, where deferred work runs. */
  later: number
}

/** What one load takes in each run of each contender. */
export interface Usages {
  work: string
  contenders: Readonly<Record<string, readonly Spent[]>>
}

/** Name of the test attachments that contain usages. */
export const USAGES = 'usages'

/** Adds the usages to the table of processes. */
export async function recordUsages(usages: Usages): Promise<void> {
  const body = JSON.stringify(usages)
  await test.info().attach(USAGES, { body, contentType: 'application/json' })
}

/** Reads the processor time of all processes of the browser, and of our server. Needs Linux. */
export async function readProcesses({ page }: Opened, { process }: Server): Promise<ProcessInfo[]> {
  const session = await page.context().browser()?.newBrowserCDPSession()
  if (!session) throw new Error('The page has no browser of its own')
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const id = process.pid ?? Number.NaN
  const stat = readFileSync(`/proc/${id}/stat`, 'utf8')
  return [...processInfo, { type: 'server', id, cpuTime: processorTimeIn(stat) }]
}

/** Clock ticks in a second. Linux uses this value on all common processors. */
const TICKS = 100

/** @param stat The content of `/proc/<pid>/stat`. @returns User and system time in seconds. */
export function processorTimeIn(stat: string): number {
  // The second field is the name of the program, which can contain spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS
}

/** Adds up what each process used. Omits processes that ended before the second reading. */
export function usageBetween(before: readonly ProcessInfo[], after: readonly ProcessInfo[]): Usage {
  const usage: Usage = { browser: 0, renderer: 0, GPU: 0, utility: 0, server: 0 }
  for (const { type, id, cpuTime } of after) {
    const kind = KINDS.find((name) => name === type) ?? 'utility'
    usage[kind] += cpuTime - (before.find((process) => process.id === id)?.cpuTime ?? 0)
  }
  return usage
}

export function totalOf(usage: Usage): number {
  return KINDS.reduce((sum, kind) => sum + usage[kind], 0)
}
