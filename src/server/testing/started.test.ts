import { expect, onTestFinished, test } from 'vitest'
import { type Started, start } from './started.ts'

test('the process has ended before what the test made earlier goes', () => {
  let started: Started | undefined
  onTestFinished(() => expect(started?.process.signalCode).toBe('SIGKILL'))
  started = start(['--help'])
})
