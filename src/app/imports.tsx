import type { ReactNode } from 'react'
import { explain } from '../core/api/explain.ts'
import { IMPORT } from '../core/api/v2/files-v2.ts'
import type { GatewayFile } from '../core/api/v2/gateway-file.ts'
import {
  createUrlImports,
  nameOfImport,
  type UrlImport,
  type UrlImports,
} from '../core/intake/url-imports.ts'
import { ImportLines } from '../features/drop/ImportLines.tsx'
import { words } from '../features/drop/import-words.ts'
import { importUrl } from '../http/import-url.ts'
import type { Ports } from './ports.ts'

interface ImportPorts extends Pick<Ports, 'accessOf' | 'call'> {
  /** Uploads the file that our server fetched. */
  upload(file: File, one: UrlImport): void
  /** Lists a file that the gateway imported. */
  keep(file: GatewayFile, one: UrlImport): Promise<void>
  /** Announces why an import failed. */
  announce(sentence: string): void
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
        await ports.keep(result, one)
      } else {
        const file = await importUrl(one.url, signal)
        signal.throwIfAborted()
        ports.upload(file, one)
      }
    },
    onFailure: (one) =>
      ports.announce(words.failed(nameOfImport(one), explain(one.problem).sentence)),
  })
  return { imports, lines: <ImportLines imports={imports} hasOtherWay={isByGateway} /> }
}
