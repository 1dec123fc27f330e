import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestResult,
} from '@playwright/test/reporter'
import { countTests, MAX_TESTS } from './count-tests.ts'
import { ENGINE_NAMES, ENGINES, missingReason } from './engines.ts'

/** Where `count-results.mjs` looks for the counts. */
const RESULTS = fileURLToPath(new URL('../results/smoke.json', import.meta.url))

/** Prints one line for each test, what no test covers, and the totals as the last line. */
class Lines implements Reporter {
  #root: Suite | undefined
  #errors = 0
  #hasRun = false

  onBegin(_: FullConfig, root: Suite): void {
    this.#root = root
    for (const engine of root.suites) {
      if (engine.allTests().length <= MAX_TESTS) continue
      this.onError({ message: `${engine.title} has more than ${MAX_TESTS} tests.` })
    }
  }

  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk)
  }

  onTestBegin(): void {
    if (!this.#hasRun) rmSync(RESULTS, { force: true })
    this.#hasRun = true
  }

  onTestEnd(test: TestCase, { status, duration, errors, annotations }: TestResult): void {
    // One line says how many are skipped, and why.
    if (status === 'skipped') return
    const engine = test.parent.project()?.name
    console.log(
      `${test.ok() ? '✓' : '✗'} ${engine}: ${test.title} (${(duration / 1000).toFixed(1)} s)`,
    )
    for (const { description } of annotations) if (description) console.log(`  ${description}`)
    for (const { message } of errors) console.log(message)
  }

  /** Errors outside of tests are failures, too. */
  onError({ message }: { message?: string }): void {
    console.log(message)
    this.#errors += 1
  }

  async onEnd({ status }: FullResult): Promise<{ status: FullResult['status'] }> {
    const tests = this.#root?.allTests() ?? []
    // `--list` runs no test and keeps the results of the previous run.
    if (!this.#hasRun && this.#errors === 0 && status === 'passed') {
      for (const test of tests) console.log(`${test.parent.project()?.name}: ${test.title}`)
      console.log(`${tests.length} tests`)
      return { status }
    }
    const counts = countTests(tests, this.#errors)
    mkdirSync(dirname(RESULTS), { recursive: true })
    writeFileSync(RESULTS, `${JSON.stringify(counts)}\n`)
    const projects = this.#root?.suites.map(({ title }) => title) ?? []
    for (const name of ENGINE_NAMES) {
      if (!projects.includes(name) || missingReason(name) !== undefined) continue
      const { title, untested } = ENGINES[name]
      console.log(`${title}: ${untested.join(' ')}`)
    }
    for (const test of tests.filter((one) => one.outcome() === 'flaky')) {
      console.log(`Passed at the second try: ${test.parent.project()?.name}: ${test.title}`)
    }
    for (const [reason, count] of Object.entries(counts.skipped)) {
      console.log(`${count} skipped: ${reason}`)
    }
    console.log(`${counts.passed} passed, ${counts.failed} failed`)
    return { status: counts.failed > 0 ? 'failed' : status }
  }
}

export default Lines
