import type { ApiVersion } from '../../core/api/api-version.ts'
import type { VersionChoice } from '../../storage/preferences.ts'
import { words } from './panel-words.ts'

export interface VersionFacts {
  /** The version in use. Undefined while the key is checked. */
  version: ApiVersion | undefined
  choice: VersionChoice
  /** The version that the gateway showed to the key in use. Undefined while that is unknown. */
  found: ApiVersion | undefined
  /** Whether the gateway is the sandbox, which speaks every version. */
  isSandbox: boolean
}

/** Which version of the API is in use, and why. */
export function versionLine({ version, choice, found, isSandbox }: VersionFacts): string {
  if (version === undefined) return words.checkingVersion
  if (choice !== 'automatic') {
    const differs = found !== undefined && found !== version
    return differs ? words.chosenBeside(version, found) : words.chosenVersion(version)
  }
  if (version === found && version > 1) return words.foundVersion(version)
  return isSandbox ? words.sandboxVersion : words.firstVersion
}
