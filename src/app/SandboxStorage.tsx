import type { HistoryEntry } from '../core/history/history.ts'
import { EmptySandbox } from '../features/key/EmptySandbox.tsx'
import type { MemoryPorts } from '../features/uploads/list/files-ports.ts'
import { emptyStorage } from '../http/sandbox-controls.ts'
import type { Ports } from './ports.ts'

/** Empties the sandbox, and removes its files from the list and the history. */
export function SandboxStorage({ ports, memory }: { ports: Ports; memory: MemoryPorts }) {
  const { files, renewAccounts } = ports
  const { store, queue } = files

  async function empty() {
    // Holds until the account is renewed, so that no cached result of a deleted file is used.
    queue.hold({ gateway: 'sandbox', kind: 'key' })
    try {
      const deleted = await emptyStorage()
      queue.remove(
        Array.from(store.all()).flatMap(({ id, gateway, stage }) =>
          gateway === 'sandbox' && stage.name === 'uploaded' ? id : [],
        ),
      )
      const entries = (await memory.history.all()).filter(isDeleted)
      await memory.history.setRemoved(entries, true)
      return deleted
    } finally {
      await renewAccounts()
    }
  }

  return <EmptySandbox onEmpty={empty} />
}

/** Imported entries may belong to the sandbox of another machine. */
function isDeleted({ gateway, removed, result }: HistoryEntry): boolean {
  if (gateway !== 'sandbox' || removed || !URL.canParse(result.url)) return false
  const { host, hostname, port } = new URL(result.url)
  const isLoopback = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)
  return host === location.host || (isLoopback && port === location.port)
}
