import { API_VERSIONS, type ApiVersion } from '../core/api/api-version.ts'
import { parseJson } from '../core/text/parse-json.ts'
import type { TextStorage } from './text-storage.ts'

const NAME = 'refdrop.known-versions'

/** Maximum accounts. The oldest is forgotten. */
const MOST = 50

/** The API version that was found for each account. An account is a fingerprint. */
export function createKnownVersions(device: TextStorage) {
  const read = (): [account: string, version: ApiVersion][] => {
    const data = parseJson(device.get(NAME) ?? '')
    return Array.isArray(data) ? data.filter(isKnown) : []
  }

  const get = (account: string) => read().find(([one]) => one === account)?.[1]

  return {
    get,

    set(account: string, version: ApiVersion): void {
      // Other tabs are notified of each change.
      if (get(account) === version) return
      const others = read().filter(([one]) => one !== account)
      device.set(NAME, JSON.stringify([...others, [account, version]].slice(-MOST)))
    },
  }
}

export type KnownVersions = ReturnType<typeof createKnownVersions>

function isKnown(entry: unknown): entry is [string, ApiVersion] {
  if (!Array.isArray(entry) || typeof entry[0] !== 'string') return false
  return API_VERSIONS.some((version) => version === entry[1])
}
