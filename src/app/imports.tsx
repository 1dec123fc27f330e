import type { ReactNode } from 'react'
import { explain } from '../core/api/explain.ts'
import { IMPORT } from '../core/api/v2/files-v2.ts'
import {
  createUrlImports,
  nameOfImport,
  type UrlImport,
  type UrlImports,
} from '../core/intake/url-imports.ts'
import type { NewReference } from '../core/request/composer.ts'
import { ImportLines } from '../features/drop/ImportLines.tsx'
import { words } from '../features/drop/import-words.ts'
import { importUrl } from '../http/import-url.ts'
import type { Announce } from '../ui/LiveRegions.tsx'
import { referenceOfImported, uploadOfImported } from './keep-imported.ts'
import type { Ports } from './ports.ts'

interface ImportPorts extends Pick<Ports, 'accessOf' | 'call' | 'files' | 'notices'> {
  /** Uploads the file that our server fetched. */
  upload(file: File, one: UrlImport): void
  /** Gives the reference of an import the file that the gateway imported. */
  refer(file: NewReference, one: UrlImport): void
  /** Announces that an import is done or why it failed. */
  announce: Announce
}

/**
 * Imports web URLs. A gateway with version 2 fetches them itself. For others, and when a person
 * asks for it, our server does, and the file is uploaded like any other.
 */
export function openImports(ports: ImportPorts): { imports: UrlImports; lines: ReactNode } {
  const isByGateway = ({ gateway, way }: UrlImport) =>
    way === 'gateway' && ports.accessOf(gateway)?.version === 2
  const imports = createUrlImports({
    async run(one, signal) {
      if (isByGateway(one)) {
        const { result } = await ports.call(one.gateway, IMPORT, { url: one.url }, signal)
        const { store, queue } = ports.files
        const reference = referenceOfImported(result, one)
        const upload = uploadOfImported(result, one, store.all(), Date.now())
        if (upload) queue.add([upload])
        else if (result.hash === undefined || result.size === undefined) {
          ports.notices.add(words.notListed(reference.name, result.url))
        }
        ports.refer(reference, one)
        ports.announce.politely(words.imported(reference.name))
      } else {
        const file = await importUrl(one.url, signal)
        signal.throwIfAborted()
        ports.upload(file, one)
      }
    },
    onFailure: (one) =>
      ports.announce.assertively(words.failed(nameOfImport(one), explain(one.problem).sentence)),
  })
  return { imports, lines: <ImportLines imports={imports} hasOtherWay={isByGateway} /> }
}
