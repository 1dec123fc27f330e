import { StartError } from './start-error.ts'

const UNITS: Record<string, number> = {
  '': 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
}

/**
 * Parses a setting such as `500MB`, `1.5 GiB` or `1048576` into bytes. Empty text is undefined.
 *
 * @param least minimum size in bytes
 * @throws {StartError} if the text is not a size or is too small
 */
export function readSize(name: string, given: string | undefined, least: number) {
  const text = given?.trim() ?? ''
  if (text === '') return undefined
  const { amount = '', unit = '' } =
    /^(?<amount>\d+(\.\d+)?) *(?<unit>[a-z]*)$/i.exec(text)?.groups ?? {}
  const factor = UNITS[unit.toLowerCase()]
  const bytes = Math.round(Number(amount) * (factor ?? Number.NaN))
  if (amount !== '' && Number.isSafeInteger(bytes) && bytes >= least) return bytes
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text
  const range = least > 0 ? ` of at least ${least} byte` : ''
  throw new StartError(
    `${name} must be a size${range} such as 500MB, 2GiB or 1048576 (bytes), but is “${shown}”.`,
  )
}
