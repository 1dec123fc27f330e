import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { createPorts } from './app/create-ports.ts'
import { words } from './app/words.ts'
import { loadView } from './http/styles.ts'
import { Boundary } from './ui/Boundary.tsx'
import { LiveRegions } from './ui/LiveRegions.tsx'
import { Tooltips } from './ui/Tooltips.tsx'
import { LoadPartContext } from './ui/use-part.ts'
// In the first load, because the first file needs it at once.
import './http/send-file.ts'
import './ui/tokens.css'

// The proxy and the sandbox run on this machine, so they work offline, too.
const queryClient = new QueryClient({
  defaultOptions: { queries: { networkMode: 'always' }, mutations: { networkMode: 'always' } },
})

const ports = createPorts(queryClient)

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <LoadPartContext value={loadView}>
        <LiveRegions>
          <Boundary what={words.thePage}>
            <App ports={ports} />
          </Boundary>
        </LiveRegions>
        <Tooltips />
      </LoadPartContext>
    </QueryClientProvider>
  </StrictMode>,
)
