import type { ReactNode } from 'react'
import type { ApiVersion } from '../../../../core/api/api-version.ts'
import type { UploadedFile } from '../../../../core/api/contract.ts'
import type { GatewayId } from '../../../../core/api/gateways.ts'
import type { HistoryEntry } from '../../../../core/history/history.ts'
import { createQueue } from '../../../../core/queue/queue.ts'
import type { NewReference } from '../../../../core/request/composer.ts'
import { createValue } from '../../../../core/state/value.ts'
import type { NewUpload } from '../../../../core/uploads/upload.ts'
import { createUploadsStore } from '../../../../core/uploads/uploads-store.ts'
import type { VersionChoice } from '../../../../storage/preferences.ts'
import { createListController } from '../../list/list-controller.ts'
import { ListControllerContext } from '../../list/use-list-controller.ts'
import { UploadsContext, type UploadsPorts } from '../../uploads-context.ts'
import { RowControllerProvider } from '../RowControllerProvider.tsx'

/** Bytes of each file. */
const SIZE = 10

export function fileNamed(path: string): NewUpload {
  const file = new File(['x'.repeat(SIZE)], path)
  return { file, path, size: SIZE, mediaType: 'image/png', gateway: 'varg' }
}

/** @param digit a digit of the content hash, in hexadecimal */
export function resultOf(digit: string): UploadedFile {
  const digits = digit.repeat(64)
  return {
    fileId: `file_${digit}`,
    url: `https://s3.varg.ai/u/1/${digits}.png`,
    hash: `sha256:${digits}`,
    size: SIZE,
    mediaType: 'image/png',
    deduplicated: false,
  }
}

const never = () => new Promise<never>(() => {})

/** A list of uploads that are never sent, with a history and a request in memory. */
export function createRowStage() {
  const store = createUploadsStore()
  const queue = createQueue({
    store,
    limits: { hashing: 0, sending: 0 },
    ports: {
      hash: never,
      noteHashed: () => {},
      send: never,
      mayAsk: () => false,
      ask: never,
      recall: async () => undefined,
      remember: () => {},
      exclusively: (_content, work) => work(),
      whenFree: never,
      suspect: () => {},
      arrived: () => {},
    },
  })
  const entries: HistoryEntry[] = []
  const changes = new Set<() => void>()
  const tags = createValue<readonly NewReference[]>([])
  const subscribe = (listener: () => void) => {
    changes.add(listener)
    return () => changes.delete(listener)
  }
  const version = createValue<ApiVersion | undefined>(1)
  const choice = createValue<VersionChoice>('automatic')
  const uploads: UploadsPorts = {
    store,
    queue,
    history: {
      all: async () => entries,
      at: (url) => entries.find(({ result }) => result.url === url),
      flush: () => {},
      subscribe,
      thumbnail: async () => null,
      async setLabel(entry, label) {
        entries[entries.indexOf(entry)] = { ...entry, label }
        for (const change of changes) change()
      },
      setChecked: async () => {},
      setRemoved: async () => {},
    },
    look: async () => ({ kind: 'none', label: 'PNG' }),
    verify: async () => {},
    accountFiles: {
      accountAt: () => undefined,
      subscribe: () => () => {},
      isLoading: createValue(false),
      load: () => {},
      remove: async () => {},
    },
    request: {
      add(references) {
        tags.set([...tags.get(), ...references])
        return 0
      },
      remove: (url) => tags.set(tags.get().filter((known) => known.url !== url)),
      tagOf(url) {
        const index = tags.get().findIndex((known) => known.url === url)
        return index < 0 ? undefined : `@image${index + 1}`
      },
      subscribe: tags.subscribe,
    },
    chooseAgain: async () => {},
    lookAgain: () => {},
    gateway: createValue<GatewayId>('varg'),
    apiVersions: { varg: version, sandbox: version },
    preferences: {
      view: createValue<'list' | 'grid'>('list'),
      singleKeys: createValue(true),
      apiVersions: { varg: choice, sandbox: choice },
    },
    openAccount: () => {},
    cancelIntake: () => () => {},
  }
  const controller = createListController(uploads)

  return {
    store,
    queue,
    uploads,
    controller,
    entries,
    /** Puts rows or a bar where a list would put them. */
    frame: (children: ReactNode) => (
      <UploadsContext value={uploads}>
        <ListControllerContext value={controller}>
          <RowControllerProvider>{children}</RowControllerProvider>
        </ListControllerContext>
      </UploadsContext>
    ),
  }
}
