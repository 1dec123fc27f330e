import type { QueryClient } from '@tanstack/react-query'
import { CAN_ASK, DEFAULT_VERSION } from '../core/api/api-version.ts'
import { contentKey } from '../core/api/content.ts'
import { GATEWAYS, type GatewayId } from '../core/api/gateways.ts'
import { ProblemError } from '../core/api/problem.ts'
import type { Versions } from '../core/api/size-limits.ts'
import { isUnknownType, validateFile } from '../core/intake/intake.ts'
import { createIntakeQueue } from '../core/intake/intake-queue.ts'
import { createQueue } from '../core/queue/queue.ts'
import { createValue } from '../core/state/value.ts'
import { createUploadsStore } from '../core/uploads/uploads-store.ts'
import { balanceKey, isAboutAccount } from '../features/key/balance-query.ts'
import { missingAbility } from '../hashing/abilities.ts'
import { createFileDetector } from '../hashing/file-detector.ts'
import { createHashPool } from '../hashing/hash-pool.ts'
import { loadAsk, loadExplain, loadPart, whenLoadable } from '../http/parts.ts'
import { tryExclusively, whenFree } from '../storage/content-locks.ts'
import { CUSTOM_SEND_NAME } from '../storage/custom-send-options-name.ts'
import { hasDraft } from '../storage/draft-name.ts'
import { createKeyring } from '../storage/keyring.ts'
import { createKnownVersions } from '../storage/known-versions.ts'
import { keepFrame, readFrame } from '../storage/last-frame.ts'
import { createPreferences } from '../storage/preferences.ts'
import { openDeviceStorage, openTabStorage } from '../storage/text-storage.ts'
import { createApiVersions } from './api-versions.ts'
import { createDetect } from './detect-files.ts'
import { type AccessByGateway, accessOf } from './gateway-opener.ts'
import { createNetwork } from './network.ts'
import { words } from './notice-words.ts'
import { createNotices, type Notices } from './notices.ts'
import type { Ports } from './ports.ts'
import { syncCredentials } from './sync-credentials.ts'
import { createUploadSender } from './upload-sender.ts'
import { wait } from './wait.ts'

/** Key in the tab's storage. It marks a paused queue for the next load. */
const PAUSED = 'refdrop.paused'

/** Longest wait for the list of an earlier page, in milliseconds. */
const RESUME_TIMEOUT = 8_000

type Opened = Awaited<ReturnType<typeof import('./open-session.ts').openSession>>

/** Creates the services of the page. The list of an earlier page is restored asynchronously. */
export function createPorts(queryClient: QueryClient): Ports {
  const device = openDeviceStorage()
  const tab = openTabStorage()
  const keyring = createKeyring(tab, device)
  const preferences = createPreferences(device)
  const notices = createNotices()
  const lacks = missingAbility()
  if (lacks) void noteUnsupported(notices, lacks)
  else if (!globalThis.WebAssembly) notices.add(words.noWebAssembly)

  const pool = createHashPool({ whenLoadable })
  const fileDetector = createFileDetector(whenLoadable)
  const detect = createDetect(fileDetector)
  const inUse: AccessByGateway = new Map()
  const [apiVersions, foundVersions] = [createApiVersions(), createApiVersions()]
  const versionsOf = (gateway: GatewayId): Versions => ({
    inUse: apiVersions[gateway].get() ?? DEFAULT_VERSION,
    found: foundVersions[gateway].get(),
  })
  const sender = createUploadSender(
    (gateway) => accessOf(inUse, gateway),
    preferences.sendsNames.get,
    (gateway) => foundVersions[gateway].get(),
  )
  const store = createUploadsStore()
  const draft = createValue(hasDraft(device))
  let session: Opened | undefined

  const queue = createQueue({
    store,
    limits: { hashing: pool.capacity, sending: preferences.sends.get() },
    ports: {
      hash: ({ id, file, size }, signal, onProgress) => {
        if (!file) throw new ProblemError({ kind: 'changed-on-disk' })
        return pool.hash(file, size, signal, onProgress, (took) => session?.noteHashed(id, took))
      },
      noteHashed: (id, took) => session?.noteHashed(id, took),
      send: (upload, content, signal, onProgress) =>
        sender.send(upload, content, signal, onProgress).catch((caught: unknown) => {
          // The key panel must not show a balance older than this response.
          if (isAboutAccount(caught)) {
            void queryClient.invalidateQueries({ queryKey: balanceKey(content.gateway) })
          }
          throw caught
        }),
      // Custom sends upload the file without asking the gateway first.
      mayAsk: (gateway) =>
        !sender.isDecorated() && CAN_ASK[inUse.get(gateway)?.version ?? DEFAULT_VERSION],
      async ask({ size, mediaType }, { gateway, hash }, signal) {
        // Read before anything is awaited: the key in use may change meanwhile.
        const access = accessOf(inUse, gateway)
        const { askContent } = await loadAsk()
        const { base } = GATEWAYS[gateway]
        return askContent(base, access, { hash, size, mediaType }, signal)
      },
      // Custom sends upload the file even when its result is cached.
      recall: async (content) => (sender.isDecorated() ? undefined : session?.recall(content)),
      remember: (upload, content, result) => session?.remember(upload, content, result),
      exclusively: (content, work) =>
        session?.hasNeighbours() === false ? work() : tryExclusively(contentKey(content), work),
      whenFree: (content, signal) => whenFree(contentKey(content), signal),
      suspect: (gateway) => network.suspect(gateway),
      arrived(gateway) {
        network.proved(gateway)
        credentials.askVersionAgain(gateway)
      },
    },
  })
  preferences.sends.subscribe(() => queue.setSends(preferences.sends.get()))
  const network = createNetwork(queue)
  const credentials = syncCredentials({
    suspect: network.suspect,
    ...{ queryClient, keyring, queue, inUse, apiVersions, foundVersions },
    choices: preferences.apiVersions,
    knownVersions: createKnownVersions(device),
    onNoSandbox() {
      if (preferences.gateway.get() === 'varg') return
      preferences.gateway.set('varg')
      notices.add(words.noSandbox)
    },
  })

  const opening = loadPart(() => import('./open-session.ts')).then(({ openSession }) =>
    openSession({
      ...{ queryClient, store, queue, sender, inUse, pool, preferences, apiVersions, notices },
      onRequests: () => draft.set(true),
    }),
  )
  void sender.load()

  async function resume(): Promise<void> {
    try {
      session = await opening
      await session.resume((files) => queue.add(files, tab.get(PAUSED) !== undefined))
      queue.paused.subscribe(() => {
        if (queue.paused.get()) tab.set(PAUSED, 'yes')
        else tab.remove(PAUSED)
      })
    } catch {
      notices.add(words.notResumed)
    }
  }
  // A session that does not open must not block new files.
  const resumed = Promise.race([resume(), wait(RESUME_TIMEOUT)])

  return {
    keyring,
    renewAccounts: credentials.renew,
    askVersionAgain: (gateway) => credentials.askVersionAgain(gateway, true),
    accessOf: (gateway) => inUse.get(gateway),
    preferences,
    apiVersions,
    foundVersions,
    async call(gateway, ...given) {
      const { callGateway } = await loadPart(() => import('../http/call-gateway.ts'))
      return callGateway(GATEWAYS[gateway].base, accessOf(inUse, gateway), ...given)
    },
    notices,
    sendsCustom: tab.get(CUSTOM_SEND_NAME) !== undefined,
    hasDraft: draft,
    lastFrame: readFrame(device),
    keepFrame: (frame) => keepFrame(device, frame),
    whenResumed: () => resumed.then(() => true),
    openMemory: async () => (await opening).memory,
    // Files of an earlier page come before new files.
    intakeQueue: createIntakeQueue({
      inspect: detect,
      versionsOf,
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
      lookAgain() {
        for (const { id } of Object.values(GATEWAYS)) network.suspect(id)
        void credentials.renew()
      },
      async chooseAgain(id, file) {
        const [inspection] = await detect([file])
        const problem =
          inspection && validateFile(inspection, versionsOf(store.get(id)?.gateway ?? 'varg'))
        // A file that was sent despite its unknown type keeps its media type.
        if (problem && !isUnknownType(problem)) throw new ProblemError(problem)
        const mediaType = (inspection?.readable && inspection.mediaType) || store.get(id)?.mediaType
        if (!inspection?.readable || mediaType === undefined) return
        queue.chooseAgain(id, { file, size: inspection.size, mediaType })
      },
    },
  }
}

async function noteUnsupported(notices: Notices, reason: string): Promise<void> {
  const explain = await loadExplain()
  notices.add(explain({ kind: 'unsupported', reason }).sentence)
}
