import type { ContentHash } from './contract.ts'
import { disprove } from './disprove.ts'
import { type AnswerStorage, createKnownAnswers } from './known-answers.ts'
import { isFinal, revive, type Stage, type StageName } from './stage.ts'
import type { StoredAnswer, StoredUpload, TabNews } from './stored.ts'
import type { NewUpload, Upload, UploadId } from './upload.ts'
import type { UploadsStore } from './uploads-store.ts'

/** Milliseconds for which changes that can be done without are gathered. */
const GATHERING = 200

/** What outlives the page. Nothing here rejects. */
export interface SessionStorage extends AnswerStorage {
  uploads(): Promise<StoredUpload[]>
  keep(uploads: readonly StoredUpload[]): Promise<void>
  /** Removes uploads with their bytes. */
  forget(keys: readonly string[]): Promise<void>
  /** In one step: the upload is done, its bytes go, its answer is remembered. */
  finish(upload: StoredUpload, answer?: StoredAnswer): Promise<void>
  bytes(key: string): Promise<File | undefined>
  bytesKeys(): Promise<string[]>
}

/** This tab among the others. */
export interface SessionTabs {
  id: string
  /** Those that live now, of which this one may not be told from its former self. */
  alive(): Promise<{ has(tab: string): boolean }>
  /** Runs work while no other tab runs such work. */
  alone<T>(work: () => Promise<T>): Promise<T>
  post(news: TabNews): void
}

/** Keeps the bytes of files that wait. */
export interface SessionBytes {
  want(key: string, file: File, size: number): void
  release(key: string): void
  /** The bytes are kept already. */
  adopt(key: string): void
}

export type Session = ReturnType<typeof createSession>

type Disproved = Extract<TabNews, { type: 'disproved' }>

/** A file as it comes back; without `file` where its bytes could not be kept. */
type Returning = NewUpload & { stage: Stage }

/**
 * Keeps the list over a reload or a crash, by following the uploads: what is done the moment
 * it is done, all else soon. What was uploaded is shared by all tabs; a file that is not
 * done belongs to its tab, and to the next one that is opened when that is gone.
 */
export function createSession(
  store: UploadsStore,
  storage: SessionStorage,
  tabs: SessionTabs,
  bytes: SessionBytes,
) {
  const keys = new Map<UploadId, string>()
  const changed = new Set<UploadId>()
  const answers = createKnownAnswers(storage)
  /** Keys of files that come back, in the order in which they are added. */
  let returning: string[] = []
  let lastKey = 0
  /** Removed files, to be told of in one go: of the records, and of those that other tabs show. */
  let gone: { keys: string[]; shown: string[] } | undefined
  let hearing = false
  let timer: ReturnType<typeof setTimeout> | undefined

  store.subscribeChanges((after, before) => {
    if (after && !before) begin(after)
    else if (after && before) follow(after, before)
    else if (before) end(before)
  })

  function begin(upload: Upload): void {
    const old = returning.shift()
    keys.set(upload.id, old ?? nextKey())
    if (old !== undefined) return
    keepSoon(upload.id, 0)
    wantBytes(upload)
  }

  function follow(after: Upload, before: Upload): void {
    const { id, stage } = after
    const { name } = before.stage
    if (stage.name === 'uploaded' && name !== 'uploaded') {
      finish(after)
      return
    }
    if (isDisproof(stage) && before.stage.name === 'uploaded') {
      const { gateway } = after
      const { hash, problem } = stage
      const { url } = before.stage.result
      if (!hearing) tabs.post({ type: 'disproved', gateway, hash, url, problem })
      answers.forget(gateway, hash)
    }
    if (stage.name === 'canceled') bytes.release(keyOf(id))
    if (after.file !== before.file || name === 'canceled' || name === 'uploaded') wantBytes(after)
    const isNews = stage.name !== name && KEPT.has(stage.name)
    const isBack = stage.name === 'ready' && name === 'waiting'
    const isSame = after.gateway === before.gateway && after.file === before.file
    if (stage.name === 'uploaded') keepUnlessHeard(id)
    else if ((isNews && !isBack) || !isSame) keepSoon(id, GATHERING)
  }

  /** What another tab told is stored already. */
  function keepUnlessHeard(id: UploadId): void {
    if (!hearing) keepSoon(id, 0)
  }

  function finish(upload: Upload): void {
    const { id } = upload
    const answer = answers.take(id)
    const record = toStored(upload)
    changed.delete(id)
    bytes.release(record.key)
    void storage.finish(record, answer).then(() => answer && answers.settle(answer))
    tabs.post({ type: 'uploaded', upload: record, ...(answer && { answer }) })
  }

  function end({ id, stage }: Upload): void {
    const key = keyOf(id)
    keys.delete(id)
    changed.delete(id)
    bytes.release(key)
    if (!gone) queueMicrotask(tellGone)
    gone ??= { keys: [], shown: [] }
    gone.keys.push(key)
    if (stage.name === 'uploaded' && !hearing) gone.shown.push(key)
  }

  function tellGone(): void {
    const { keys: all = [], shown = [] } = gone ?? {}
    gone = undefined
    void storage.forget(all)
    if (shown.length > 0) tabs.post({ type: 'removed', keys: shown })
  }

  /** Another tab removed the record of a file that goes on here: it gets one of its own. */
  function rename(upload: Upload): void {
    bytes.release(keyOf(upload.id))
    keys.set(upload.id, nextKey())
    keepSoon(upload.id, 0)
    wantBytes(upload)
  }

  function wantBytes({ id, file, size, stage }: Upload): void {
    if (file && stage.name !== 'uploaded' && stage.name !== 'canceled') {
      bytes.want(keyOf(id), file, size)
    }
  }

  function keyOf(id: UploadId): string {
    return keys.get(id) ?? ''
  }

  /** Sorts by time, and by place in the list within a time. */
  function nextKey(): string {
    lastKey += 1
    return `${String(Date.now()).padStart(15, '0')}-${String(lastKey).padStart(7, '0')}-${tabs.id}`
  }

  function keepSoon(id: UploadId, delay: number): void {
    changed.add(id)
    if (delay === 0) clearTimeout(timer)
    else if (timer !== undefined) return
    timer = setTimeout(flush, delay)
  }

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    const records = [...changed].flatMap((id) => {
      const upload = store.get(id)
      return upload ? [toStored(upload)] : []
    })
    changed.clear()
    if (records.length > 0) void storage.keep(records)
  }

  function toStored({ id, path, size, mediaType, gateway, stage }: Upload): StoredUpload {
    return { key: keyOf(id), tab: tabs.id, path, size, mediaType, gateway, stage: revive(stage) }
  }

  async function comeBack({ key, stage, ...rest }: StoredUpload, kept: Set<string>) {
    const { path, size, mediaType, gateway } = rest
    const file = kept.has(key) ? await storage.bytes(key) : undefined
    if (file) bytes.adopt(key)
    return { path, size, mediaType, gateway, file, stage: revive(stage) }
  }

  /** Files that no living tab works on. They are this tab's from now on. */
  async function adopt(): Promise<StoredUpload[]> {
    const alive = await tabs.alive()
    const all = await storage.uploads()
    const free = all.filter(({ tab, stage }) => stage.name === 'uploaded' || !alive.has(tab))
    const orphans = free.filter(({ stage }) => stage.name !== 'uploaded')
    await storage.keep(orphans.map((upload) => ({ ...upload, tab: tabs.id })))
    // Bytes that a crash left behind when their upload was gone already would take room for ever.
    const listed = new Set(all.map(({ key }) => key))
    const stray = (await storage.bytesKeys()).filter((key) => !listed.has(key))
    if (stray.length > 0) await storage.forget(stray)
    return free
  }

  return {
    /**
     * Brings back what an earlier page left. To be called once, before anything else is added.
     *
     * @param add takes the files in, in this order
     */
    async restore(add: (files: readonly Returning[]) => void): Promise<void> {
      await answers.load()
      const found = await tabs.alone(adopt)
      const kept = new Set(await storage.bytesKeys())
      const files = await Promise.all(found.map((upload) => comeBack(upload, kept)))
      returning = found.map(({ key }) => key)
      add(files)
    },

    recall: answers.recall,
    remember: answers.remember,

    /** Shows what another tab did, unless the same file is in this list anyway. */
    hear(news: TabNews, add: (files: readonly Returning[]) => void): void {
      if (news.type === 'disproved') hearDisproved(news)
      else if (news.type === 'removed') hearRemoved(new Set(news.keys))
      else hearUploaded(news.upload, news.answer, add)
    },

    /** Writes at once what was gathered: the page may be about to go. */
    flush,
  }

  function hearDisproved({ gateway, hash, url, problem }: Disproved): void {
    answers.forget(gateway, hash)
    hearing = true
    disprove(store, url, problem)
    hearing = false
  }

  function hearRemoved(removed: ReadonlySet<string>): void {
    const meant = [...keys].flatMap(([id, key]) => (removed.has(key) ? (store.get(id) ?? []) : []))
    hearing = true
    store.remove(meant.filter(({ stage }) => isFinal(stage)).map(({ id }) => id))
    hearing = false
    for (const upload of meant) if (!isFinal(upload.stage)) rename(upload)
  }

  function hearUploaded(
    upload: StoredUpload,
    answer: StoredAnswer | undefined,
    add: (files: readonly Returning[]) => void,
  ): void {
    if (answer) answers.learn(answer)
    const { key, path, size, mediaType, gateway, stage } = upload
    const [known] = [...keys].find(([, other]) => other === key) ?? []
    if (known !== undefined && stage.name === 'uploaded') {
      hearing = true
      store.dispatch(known, { type: 'uploaded-elsewhere', stage })
      hearing = false
    }
    if (known !== undefined || isListed(upload)) return
    returning = [key]
    add([{ path, size, mediaType, gateway, stage, file: undefined }])
  }

  function isListed({ path, gateway, stage }: StoredUpload): boolean {
    for (const upload of store.all()) {
      if (upload.path !== path || upload.gateway !== gateway) continue
      if (hashOf(upload.stage) === hashOf(stage)) return true
    }
    return false
  }
}

function isDisproof(
  stage: Stage,
): stage is Extract<Stage, { name: 'failed' }> & { hash: ContentHash } {
  return (
    stage.name === 'failed' && stage.problem.kind === 'fetched-mismatch' && stage.hash !== undefined
  )
}

function hashOf(stage: Stage): string | undefined {
  return 'hash' in stage ? stage.hash : undefined
}

/** Stages whose coming is worth a record of its own. */
const KEPT: ReadonlySet<StageName> = new Set([
  'queued',
  'ready',
  'failed',
  'canceled',
  'choose-again',
])
