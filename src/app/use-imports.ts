import { type RefObject, useCallback, useRef, useState } from 'react'
import type { GatewayId } from '../core/api/gateways.ts'
import { replaceUrl } from '../core/request/replace-url.ts'
import { loadView } from '../http/styles.ts'
import { useAnnounce } from '../ui/LiveRegions.tsx'
import type { Ports } from './ports.ts'
import type { RequestDrops } from './request-drops.ts'
import type { PageRequest } from './request-ports.ts'
import type { useIntake } from './use-intake.ts'

const loadImports = () => loadView(() => import('./imports.tsx'))

type Opened = ReturnType<typeof import('./imports.tsx').openImports>

interface ImportOptions {
  ports: Ports
  gateway: GatewayId
  intake: Pick<ReturnType<typeof useIntake>, 'take'>
  requestDrops: RequestDrops
  request: RefObject<PageRequest | null>
}

/** Imports web URLs into the list. Its code is loaded with the first one. */
export function useImports({ ports, gateway, intake, requestDrops, request }: ImportOptions) {
  const { take } = intake
  const { assertively } = useAnnounce()
  const opening = useRef<Promise<Opened>>(undefined)
  const [opened, setOpened] = useState<Opened>()

  const importUrls = useCallback(
    (urls: readonly string[]) => {
      if (urls.length === 0) return () => {}
      const draft = request.current?.drafts.get().current.id
      opening.current ??= loadImports().then(({ openImports }) =>
        openImports({
          accessOf: ports.accessOf,
          call: ports.call,
          openMemory: ports.openMemory,
          announce: assertively,
          notices: ports.notices,
          refer(file, one) {
            const composer = request.current?.drafts.composerOf(one.draft)
            if (composer) replaceUrl(composer, one.url, file)
          },
          upload(file, one) {
            requestDrops.want([file], one.draft, one.url, true)
            const candidates = [{ file, path: file.name }]
            take({ candidates, unreadable: [], ignored: 0, gateway: one.gateway })
          },
        }),
      )
      const isCanceled = { current: false }
      void opening.current.then((next) => {
        setOpened(next)
        if (!isCanceled.current) next.imports.add(urls, { gateway, draft })
      })
      return () => {
        isCanceled.current = true
        void opening.current?.then(({ imports }) => imports.cancel(urls))
      }
    },
    [ports, gateway, take, requestDrops, request, assertively],
  )

  return { importUrls, lines: opened?.lines }
}
