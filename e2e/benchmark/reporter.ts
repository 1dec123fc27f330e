import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter'
import { findChromium } from '../support/chromium.ts'
import { CAPACITY, type Capacity } from './capacity.ts'
import { foldCapacity, writeCapacity } from './capacity-section.ts'
import { DEFAULT_RUNS, FIGURE, type Figure, RUNS } from './figure.ts'
import { USAGES, type Usages } from './processor.ts'
import { writeResultsPage } from './results-page.ts'
import { draw, drawUsages, judge, type Row } from './table.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const JSON_FILE = at('../../bench-results.json')
const RESULTS_PAGE = at('../RESULTS.md')

/** The least runs of each traffic for the section on the capacity of one process. */
const CAPACITY_RUNS = 3

const PART = '.bench.ts'
const PARTS = readdirSync(at('.'))
  .filter((name) => name.endsWith(PART))
  .map((name) => basename(name, PART))

/**
 * Prints the figures of all parts as one table and writes them to files. Fails when a target is
 * missed. Only a complete run with at least `DEFAULT_RUNS` runs replaces `RESULTS.md`.
 */
class Table implements Reporter {
  readonly #rows: Row[] = []
  readonly #usages: Usages[] = []
  #capacity: Capacity | undefined
  /** Parts that ran. Those that print tables of their own have no rows. */
  readonly #parts = new Set<string>()

  onBegin(): void {
    console.log(describeMachine())
  }

  onTestBegin(test: TestCase): void {
    console.log(`… ${test.title}`)
  }

  /** Forwards tables that a part prints. */
  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk)
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const part = basename(test.location.file, PART)
    this.#parts.add(part)
    for (const { name, body } of result.attachments) {
      if (name === USAGES && body) this.#usages.push(JSON.parse(body.toString()) as Usages)
      if (name === CAPACITY && body) this.#capacity = JSON.parse(body.toString()) as Capacity
      if (name !== FIGURE || !body) continue
      const row = judge(part, JSON.parse(body.toString()) as Figure)
      this.#rows.push(row)
      console.log(draw([row]).split('\n').at(-1))
    }
    for (const { message } of result.errors) console.log(`${test.title}: ${message}`)
  }

  async onEnd({ status }: FullResult): Promise<{ status: FullResult['status'] }> {
    const [now, machine] = [new Date(), describeMachine()]
    const capacity = this.#capacity
    const results = {
      at: now.toISOString(),
      machine,
      rows: this.#rows,
      usages: this.#usages,
      capacity,
    }
    writeFileSync(JSON_FILE, `${JSON.stringify(results, null, 2)}\n`)
    const count = (met: boolean) => this.#rows.filter((row) => row.met === met).length
    const missed = count(false)
    console.log(`\n${machine}\n\n${draw(this.#rows)}\n`)
    if (this.#usages.length > 0) console.log(`${drawUsages(this.#usages)}\n`)
    console.log(`${count(true)} targets met, ${missed} missed`)
    const section = capacity && writeCapacity({ at: now, machine, capacity })
    if (section) console.log(`${section}\n`)
    const page = this.#isComplete(status)
      ? writeResultsPage({ at: now, machine, runs: RUNS, rows: this.#rows, usages: this.#usages })
      : readFileSync(RESULTS_PAGE, 'utf8')
    const isWritten = section && status === 'passed' && RUNS >= CAPACITY_RUNS
    const folded = isWritten ? foldCapacity(page, section) : page
    if (this.#isComplete(status) || isWritten) writeFileSync(RESULTS_PAGE, folded)
    if (!this.#isComplete(status)) console.log(describeUnwritten(Boolean(isWritten)))
    return { status: missed > 0 ? 'failed' : status }
  }

  #isComplete(status: FullResult['status']): boolean {
    const isWhole = PARTS.every((part) => this.#parts.has(part))
    return status === 'passed' && RUNS >= DEFAULT_RUNS && isWhole
  }
}

function describeUnwritten(hasCapacity: boolean): string {
  const rest = hasCapacity ? 'RESULTS.md has the new capacity. The rest' : 'RESULTS.md'
  return `${rest} is unchanged: it takes all parts and ${DEFAULT_RUNS} runs.`
}

function describeMachine(): string {
  const processors = cpus()
  const memory = Math.round(totalmem() / 1024 ** 3)
  const load = loadavg()[0]?.toFixed(1)
  const system = `${processors.length} cores (${processors[0]?.model ?? 'unknown'}), ${memory} GiB, ${process.platform}`
  return `${system}, Node ${process.versions.node}, ${basename(findChromium())}, load ${load}`
}

export default Table
