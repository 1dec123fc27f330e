import type { QueryClient } from '@tanstack/react-query'
import { contentKey } from '../core/api/content.ts'
import { GATEWAYS } from '../core/api/gateways.ts'
import { ProblemError } from '../core/api/problem.ts'
import { isUnknownType, refuse } from '../core/intake/intake.ts'
import { createIntakeQueue } from '../core/intake/intake-queue.ts'
import { createQueue, type QueuePorts } from '../core/queue/queue.ts'
import { createUploadsStore } from '../core/uploads/uploads-store.ts'
import { balanceKey, isAboutAccount } from '../features/key/balance-query.ts'
import { missingAbility } from '../hashing/abilities.ts'
import { createFileDetector } from '../hashing/file-detector.ts'
import { createHashPool } from '../hashing/hash-pool.ts'
import { loadExplain, loadPart, whenLoadable } from '../http/parts.ts'
import { tryExclusively, whenFree } from '../storage/content-locks.ts'
import { TEST_OPTIONS_NAME } from '../storage/custom-send-options-name.ts'
import { hasDraft } from '../storage/draft-name.ts'
import { createKeyring } from '../storage/keyring.ts'
import { keepFrame, readFrame } from '../storage/last-frame.ts'
import { createPreferences } from '../storage/preferences.ts'
import { openDeviceStorage, openTabStorage } from '../storage/text-storage.ts'
import type { SendOnce } from './custom-sends.ts'
import { createDetect } from './detect-files.ts'
import { followNetwork } from './network.ts'
import { createNotices } from './notices.ts'
import type { Ports } from './ports.ts'
import { syncCredentials } from './sync-credentials.ts'
import { wait } from './wait.ts'

const NOT_RESUMED =
  'The list of an earlier visit could not be brought back, and this one is not kept. Check that Refdrop still runs and reload the page.'

const NO_WEBASSEMBLY = 'This browser has no WebAssembly, so files are hashed one at a time.'

/** Says that this tab was paused, should it be reloaded. */
const PAUSED = 'refdrop.paused'

/** How long the list of an earlier visit is waited for, in milliseconds. */
const RESUME_PATIENCE = 8_000

type Sender = typeof import('../http/send-file.ts')

let sender: Promise<Sender> | undefined

/**
 * Not in the first load, but right after it: nothing is sent before there are files. Asked for
 * once, for Vite looks through the document at every import.
 */
function loadSender(): Promise<Sender> {
  sender ??= loadPart(() => import('../http/send-file.ts'))
  return sender
}

type Opened = Awaited<ReturnType<typeof import('./open-session.ts').openSession>>

/** Makes everything that the tree lives on. What an earlier page left comes back a moment later. */
export function createPorts(queryClient: QueryClient): Ports {
  const device = openDeviceStorage()
  const tab = openTabStorage()
  const keyring = createKeyring(tab, device)
  const preferences = createPreferences(device)
  const pool = createHashPool({ whenLoadable })
  const fileDetector = createFileDetector(whenLoadable)
  const inspect = createDetect(fileDetector)
  const store = createUploadsStore()
  const notices = createNotices()
  const lacks = missingAbility()
  const tellLack = (reason: string) =>
    loadExplain().then((explain) => notices.tell(explain({ kind: 'unsupported', reason }).sentence))
  if (lacks) void tellLack(lacks)
  else if (!globalThis.WebAssembly) notices.tell(NO_WEBASSEMBLY)
  let session: Opened | undefined

  const outside: QueuePorts = {
    hash: ({ id, file, size }, signal, onProgress) =>
      pool.hash(present(file), size, signal, onProgress, (took) => session?.noteHashed(id, took)),
    noteHashed: (id, took) => session?.noteHashed(id, took),
    async send(upload, content, signal, watch) {
      const { gateway, hash } = content
      // That of the account which the send is for: while its code is loaded, another may come.
      const access = accounts.accessOf(gateway)
      try {
        const { sendFile } = await loadSender()
        const file = present(upload.file)
        const { base } = GATEWAYS[gateway]
        const usual = { base, ...access, hash, size: upload.size, signal }
        const send: SendOnce = (way) => sendFile(file, { ...usual, ...watch, ...way })
        return await (session ? session.send(upload, content, signal, send) : send({}))
      } catch (caught) {
        // What the panel says of the key must not be older than what the gateway says now.
        if (isAboutAccount(caught)) {
          void queryClient.invalidateQueries({ queryKey: balanceKey(gateway) })
        }
        throw caught
      }
    },
    recall: async (content) => session?.recall(content),
    remember: (upload, content, result) => session?.remember(upload, content, result),
    exclusively: (content, work) =>
      session?.hasNeighbours() === false ? work() : tryExclusively(contentKey(content), work),
    whenFree: (content, signal) => whenFree(contentKey(content), signal),
    suspect(gateway) {
      if (gateway === 'varg') network.suspect()
    },
    arrived(gateway) {
      if (gateway === 'varg') network.proved()
    },
  }
  const queue = createQueue({
    store,
    ports: outside,
    limits: { hashing: pool.capacity, sending: preferences.sends.get() },
  })
  const network = followNetwork(queue)

  const opening = loadPart(() => import('./open-session.ts')).then(({ openSession }) =>
    openSession(store, notices, queryClient, { pool, preferences }, accounts.accessOf, queue),
  )

  async function resume(): Promise<void> {
    try {
      const opened = await opening
      session = opened
      await opened.resume((files) => queue.add(files, tab.get(PAUSED) !== undefined))
      queue.paused.subscribe(() => {
        if (queue.paused.get()) tab.set(PAUSED, 'yes')
        else tab.remove(PAUSED)
      })
    } catch {
      notices.tell(NOT_RESUMED)
    }
  }
  // Whatever hangs there must not keep files from being taken.
  const resumed = Promise.race([resume(), wait(RESUME_PATIENCE)])

  void loadSender()
  preferences.sends.subscribe(() => queue.setSends(preferences.sends.get()))
  const accounts = syncCredentials(queryClient, keyring, queue)

  return {
    keyring,
    renewAccounts: accounts.renew,
    preferences,
    notices,
    isTesting: tab.get(TEST_OPTIONS_NAME) !== undefined,
    hasDraft: hasDraft(device),
    lastFrame: readFrame(device),
    keepFrame: (frame) => keepFrame(device, frame),
    whenResumed: () => resumed.then(() => true),
    openMemory: async () => (await opening).memory,
    // The list of an earlier page stands before what is dropped now.
    desk: createIntakeQueue({
      inspect,
      prepare() {
        if (lacks) return
        fileDetector.prepare()
        pool.prepare()
      },
      add: (files) => void resumed.then(() => queue.add(files)),
    }),
    files: {
      store,
      queue,
      lookAgain: network.suspect,
      async chooseAgain(id, file) {
        const [inspection] = await inspect([file])
        const problem = inspection && refuse(inspection)
        // What was sent anyway is as unknown now.
        if (problem && !isUnknownType(problem)) throw new ProblemError(problem)
        const mediaType = (inspection?.readable && inspection.mediaType) || store.get(id)?.mediaType
        if (!inspection?.readable || mediaType === undefined) return
        queue.chooseAgain(id, { file, size: inspection.size, mediaType })
      },
    },
  }
}

/** The queue hashes and sends only what has its bytes. */
function present(file: File | undefined): File {
  if (!file) throw new ProblemError({ kind: 'changed-on-disk' })
  return file
}
