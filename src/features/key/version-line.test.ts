import { expect, it } from 'vitest'
import { type VersionFacts, versionLine } from './version-line.ts'

const FACTS: VersionFacts = { version: 1, choice: 'automatic', found: undefined, isSandbox: false }

it.each<[Partial<VersionFacts>, string]>([
  [{ version: undefined }, 'Checking the version…'],
  [{ version: undefined, choice: 2 }, 'Checking the version…'],
  [{}, 'Version 1 until the gateway shows a newer one.'],
  [{ found: 1 }, 'Version 1 until the gateway shows a newer one.'],
  [{ version: 2, found: 2 }, 'Version 2, found at this gateway.'],
  [{ isSandbox: true }, 'Version 1. The sandbox speaks version 2, too.'],
  [{ isSandbox: true, version: 2, found: 2 }, 'Version 2, found at this gateway.'],
  [{ choice: 1 }, 'Version 1, as chosen.'],
  [{ choice: 1, found: 2 }, 'Version 1, as chosen. The gateway showed version 2.'],
  [{ version: 2, choice: 2 }, 'Version 2, as chosen.'],
  [{ version: 2, choice: 2, found: 2 }, 'Version 2, as chosen.'],
  [{ version: 2, choice: 2, found: 1 }, 'Version 2, as chosen. The gateway showed version 1.'],
])('the line of the version follows %o', (facts, line) => {
  expect(versionLine({ ...FACTS, ...facts })).toBe(line)
})
