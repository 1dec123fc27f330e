import type { IncomingMessage } from 'node:http'
import { looksLikeKey } from '../../core/api/key.ts'
import { stableId } from '../stable-id.ts'

/** The owner of one key. The id is derived from the key and does not reveal it. */
export interface Account {
  id: string
  email: string
}

/** Keys that the sandbox always rejects. */
const BAD_KEY = /^varg_bad/

/** The account of the request's key. Undefined when the key is missing or rejected. */
export function findAccount(request: IncomingMessage): Account | undefined {
  const key = findCredential(request)
  if (key === undefined || !looksLikeKey(key) || BAD_KEY.test(key)) return undefined
  return accountOf(key)
}

/** The account of any `Authorization` header. Undefined without one. */
export function findAnyAccount(request: IncomingMessage): Account | undefined {
  const text = findCredential(request) ?? request.headers.authorization
  return text === undefined ? undefined : accountOf(text)
}

function findCredential({ headers }: IncomingMessage): string | undefined {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
}

function accountOf(key: string): Account {
  const id = stableId(`account ${key}`)
  return { id, email: `sandbox-${id.slice(0, 8)}@refdrop.invalid` }
}
