import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter'

/** Prints one line for each step, and the totals as the last line. */
class Lines implements Reporter {
  readonly #counts = { passed: 0, failed: 0, skipped: 0 }

  onStdOut(c: string | Buffer): void {
    process.stdout.write(c)
  }

  onTestEnd(test: TestCase, { status, duration, errors, annotations }: TestResult): void {
    const isSkipped = status === 'skipped'
    this.#counts[isSkipped ? 'skipped' : test.ok() ? 'passed' : 'failed'] += 1
    const sign = isSkipped ? '-' : test.ok() ? '✓' : '✗'
    const engine = test.parent.project()?.name
    console.log(`${sign} ${engine}: ${test.title} (${(duration / 1000).toFixed(1)} s)`)
    for (const { description } of annotations) if (description) console.log(`  ${description}`)
    for (const { message } of errors) console.log(message)
  }

  /** Counts errors outside of steps as failures. */
  onError({ message }: { message?: string }): void {
    console.log(message)
    this.#counts.failed += 1
  }

  async onEnd({ status }: FullResult): Promise<{ status: FullResult['status'] }> {
    const { passed, failed, skipped } = this.#counts
    if (skipped > 0) console.log(`${skipped} skipped`)
    console.log(`${passed} passed, ${failed} failed`)
    return { status: failed > 0 ? 'failed' : status }
  }
}

export default Lines
