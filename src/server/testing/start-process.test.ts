import { expect, onTestFinished, test } from 'vitest'
import { type Started, start } from './start-process.ts'

test('start ends the process before earlier cleanups of the test run', () => {
  let started: Started | undefined
  onTestFinished(() => expect(started?.process.signalCode).toBe('SIGKILL'))
  started = start(['--help'])
})
