import { writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter'
import { FIGURE, type Figure } from './figure.ts'
import { draw, judge, type Row } from './table.ts'

const RESULTS = fileURLToPath(new URL('../../bench-results.json', import.meta.url))

/** Gathers the figures of all parts, prints them as one table, and fails where a target is missed. */
class Table implements Reporter {
  readonly #rows: Row[] = []

  onBegin(): void {
    console.log(describeMachine())
  }

  onTestBegin(test: TestCase): void {
    console.log(`… ${test.title}`)
  }

  /** Tables that a part prints by itself. */
  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk)
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const part = basename(test.location.file, '.bench.ts')
    for (const { name, body } of result.attachments) {
      if (name !== FIGURE || !body) continue
      const row = judge(part, JSON.parse(body.toString()) as Figure)
      this.#rows.push(row)
      console.log(draw([row]).split('\n').at(-1))
    }
    for (const { message } of result.errors) console.log(`${test.title}: ${message}`)
  }

  async onEnd({ status }: FullResult): Promise<{ status: FullResult['status'] }> {
    const results = { at: new Date().toISOString(), machine: describeMachine(), rows: this.#rows }
    writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`)
    const count = (met: boolean) => this.#rows.filter((row) => row.met === met).length
    const missed = count(false)
    console.log(`\n${describeMachine()}\n\n${draw(this.#rows)}\n`)
    console.log(`${count(true)} targets met, ${missed} missed`)
    return { status: missed > 0 ? 'failed' : status }
  }
}

function describeMachine(): string {
  const processors = cpus()
  const memory = Math.round(totalmem() / 1024 ** 3)
  const load = loadavg()[0]?.toFixed(1)
  return `${processors.length} cores (${processors[0]?.model ?? 'unknown'}), ${memory} GiB, ${process.platform}, Node ${process.versions.node}, load ${load}`
}

export default Table
