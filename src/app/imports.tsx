import type { ReactNode } from 'react'
import { explain } from '../core/api/explain.ts'
import { ProblemError } from '../core/api/problem.ts'
import { IMPORT } from '../core/api/v2/files-v2.ts'
import { titleOf } from '../core/history/history.ts'
import {
  createUrlImports,
  nameOfImport,
  type UrlImport,
  type UrlImports,
} from '../core/intake/url-imports.ts'
import type { NewReference } from '../core/request/composer.ts'
import { referenceOfEntry } from '../core/request/reference-of.ts'
import { ImportLines } from '../features/drop/ImportLines.tsx'
import { words } from '../features/drop/import-words.ts'
import { importUrl } from '../http/import-url.ts'
import type { Ports } from './ports.ts'

interface ImportPorts extends Pick<Ports, 'accessOf' | 'call' | 'notices' | 'openMemory'> {
  /** Uploads the file that our server fetched. */
  upload(file: File, one: UrlImport): void
  /** Replaces the reference of an import with the file that the gateway imported. */
  refer(file: NewReference, one: UrlImport): void
  /** Announces why an import failed. */
  announce(sentence: string): void
}

/**
 * Imports web URLs. A gateway with version 2 fetches them itself. Otherwise, or when a person asks
 * for it, our server fetches them, and the files are uploaded like any other.
 */
export function openImports(ports: ImportPorts): { imports: UrlImports; lines: ReactNode } {
  const isByGateway = ({ gateway, way }: UrlImport) =>
    way === 'gateway' && ports.accessOf(gateway)?.version === 2
  const imports = createUrlImports({
    async run(one, signal) {
      if (isByGateway(one)) {
        const { result } = await ports.call(one.gateway, IMPORT, { url: one.url }, signal)
        const { mediaType: found } = result
        const { keepImported } = await ports.openMemory()
        const entry = await keepImported(result, one.gateway)
        if (!entry) throw new ProblemError({ kind: 'not-media', found })
        ports.refer(referenceOfEntry(entry), one)
        ports.notices.news.set({ sentence: words.imported(titleOf(entry)) })
      } else {
        const file = await importUrl(one.url, signal)
        signal.throwIfAborted()
        ports.upload(file, one)
      }
    },
    onFailure: (one) =>
      ports.announce(words.failed(nameOfImport(one), explain(one.problem).sentence)),
  })
  // Only our server reports `not-fetched`.
  const hasOtherWay = (one: UrlImport) => isByGateway(one) && one.problem?.kind !== 'not-fetched'
  return { imports, lines: <ImportLines imports={imports} hasOtherWay={hasOtherWay} /> }
}
