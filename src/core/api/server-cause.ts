interface Host {
  host: string
}

interface ProxyFacts {
  proxy: string
  /** The environment variable that sets the proxy. */
  variable: string
}

/** The facts of each reason for which our server rejects a call, or has no response for it. */
export interface CauseFacts {
  'connection-refused': Host
  'connection-closed': Host
  'connection-timeout': Host
  'connection-untrusted': Host & { code: string }
  'connection-failed': Host & { code: string }
  'unknown-host': Host
  'no-route': Host
  'not-http': Host
  'no-answer': Host
  'no-progress': Host
  silent: Host
  'answer-unfinished': Host
  'answer-broken-off': Host
  'answer-too-large': Host
  'answer-unreadable': Host
  'answer-status': Host & { status: string }
  'answer-redirect': Host & { status: number }
  'wrong-upstream': Host & { status: number; target: string }
  'test-break': Host & { bytes: number }
  'proxy-unreachable': ProxyFacts & { code: string }
  'proxy-closed': ProxyFacts & Host
  'proxy-timeout': ProxyFacts & Host
  'proxy-login': ProxyFacts
  'proxy-refused': ProxyFacts & Host & { status: number }
  'proxy-failed': ProxyFacts & Host & { status: number }
  'proxy-not-http': ProxyFacts
  'file-status': Host & { status: number }
  'file-private': Host
  'file-not-returned': object
  'import-off': object
  'import-url': object
  'redirect-private': Host & { target: string }
  'redirect-unsafe': Host
  'redirect-limit': Host & { limit: number }
  'file-too-large': Host & { limit: number }
  /** `found` is a media type, or empty. */
  'file-not-media': Host & { found: string }
  'file-timeout': Host & { seconds: number }
  'file-unfinished': Host
  'body-timeout': { seconds: number }
  'foreign-page': object
  'foreign-host': Host
  'sandbox-off': object
  'server-failed': { code: string }
  'server-busy': { limit: number }
  'server-ending': object
}

export type ServerReason = keyof CauseFacts

/** Sent with the English sentence of our server's error, so that the page can write its own. */
export type ServerCause = {
  [R in ServerReason]: { reason: R; facts: CauseFacts[R] }
}[ServerReason]

/** A cause from any version of our server, or from a gateway that imitates it. */
export interface ReceivedCause {
  reason: string
  facts: Readonly<Record<string, string | number>>
}

/** Maximum number of facts, and maximum characters of their names. */
const MAX_FACTS = 9
const MAX_NAME = 20

/** Returns undefined when the body has no cause. Omits facts that cannot be ours. */
export function readCause(reason: unknown, facts: unknown): ReceivedCause | undefined {
  if (typeof reason !== 'string') return undefined
  const known = Object.entries(Object(facts))
    .filter((fact): fact is [string, string | number] => isFact(fact))
    .slice(0, MAX_FACTS)
  return { reason, facts: Object.fromEntries(known) }
}

function isFact([name, value]: [string, unknown]): boolean {
  return name.length <= MAX_NAME && (typeof value === 'string' || typeof value === 'number')
}
