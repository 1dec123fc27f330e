import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import type { Ports } from './app/ports.ts'
import { credentialFor } from './core/credential.ts'
import { GATEWAYS, type GatewayId } from './core/gateways.ts'
import { createIntakeDesk } from './core/intake-desk.ts'
import { createQueue } from './core/queue.ts'
import { createUploadsStore } from './core/uploads-store.ts'
import { balanceKey, isBadKey } from './features/key/balance-query.ts'
import { sendFile } from './gateway/send-file.ts'
import { createHashPool } from './hashing/hash-pool.ts'
import { createInspector } from './hashing/inspector.ts'
import { createKeyring } from './storage/keyring.ts'
import { createPreferences } from './storage/preferences.ts'
import { openDeviceStorage, openTabStorage } from './storage/text-storage.ts'
import { LiveRegions } from './ui/LiveRegions.tsx'
import './ui/tokens.css'

/** Files on their way to the gateway at a time. */
const SENDS = 3

const device = openDeviceStorage()
const keyring = createKeyring(openTabStorage(), device)
const pool = createHashPool()
const store = createUploadsStore()

// The proxy and the sandbox are on this machine: "offline" says nothing about them.
const queryClient = new QueryClient({
  defaultOptions: { queries: { networkMode: 'always' }, mutations: { networkMode: 'always' } },
})

const queue = createQueue(
  store,
  {
    hash: ({ file, size }, signal, onProgress) => pool.hash(file, size, signal, onProgress),
    async send({ file, gateway }, hash, signal, onProgress) {
      const { base } = GATEWAYS[gateway]
      try {
        return await sendFile(file, { base, key: keyOf(gateway), hash, signal, onProgress })
      } catch (caught) {
        // What the panel says of the key must not be older than what the gateway says now.
        if (isBadKey(caught)) void queryClient.invalidateQueries({ queryKey: balanceKey(gateway) })
        throw caught
      }
    },
  },
  { hashing: pool.capacity, sending: SENDS },
)

/** Without a key of ours the proxy adds the machine's, which the page never sees. */
function keyOf(gateway: GatewayId): string | undefined {
  const credential = credentialFor(gateway, keyring.get(gateway), undefined)
  return 'key' in credential ? credential.key : undefined
}

const ports: Ports = {
  store,
  queue,
  keyring,
  preferences: createPreferences(device),
  desk: createIntakeDesk({ inspect: createInspector().inspect, add: queue.add }),
}

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <LiveRegions>
        <App ports={ports} />
      </LiveRegions>
    </QueryClientProvider>
  </StrictMode>,
)
