import type { Keyring } from '../../storage/keyring.ts'
import { Button } from '../../ui/Button.tsx'
import { words } from './panel-words.ts'

/** Offers keys that were saved for other upstreams. No key is sent elsewhere without consent. */
export function OtherKeys({
  keyring,
  owner,
  onUsed,
}: {
  keyring: Keyring
  /** Base URL of the upstream that needs a key. */
  owner: string
  onUsed: () => void
}) {
  return upstreamsBeside(owner, keyring).map(([other, key]) => {
    const host = other.replace('https://', '')
    return (
      <div
        key={other}
        className="mt-2 flex min-w-0 flex-wrap gap-2 *:whitespace-normal *:wrap-anywhere *:text-start"
      >
        <Button
          onClick={() => {
            keyring.save(owner, key, keyring.isRemembered(other))
            onUsed()
          }}
        >
          {words.takeKeyOf(host)}
        </Button>
        <Button look="quiet" onClick={() => keyring.forget(other)}>
          {words.dropKeyOf(host)}
        </Button>
      </div>
    )
  })
}

/** Base URLs and keys of other upstreams. */
function upstreamsBeside(owner: string, keyring: Keyring): [url: string, key: string][] {
  const urls = new Set(keyring.owners().filter((one) => one !== owner && /^https?:/.test(one)))
  return [...urls].sort().flatMap((url): [string, string][] => {
    const key = keyring.get(url)
    return key === undefined ? [] : [[url, key]]
  })
}
