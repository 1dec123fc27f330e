import type { IncomingMessage } from 'node:http'
import { looksLikeKey } from '../../core/api/key.ts'
import { stableId } from '../stable-id.ts'

/** Whoever holds one key. The id needs no table and does not give the key away. */
export interface Account {
  id: string
  email: string
}

/** For trying what a refused key does. */
const BAD_KEY = /^varg_bad/

/** The account of the key that the request carries, or undefined if the key is no good. */
export function findAccount(request: IncomingMessage): Account | undefined {
  const key = findCredential(request)
  if (key === undefined || !looksLikeKey(key) || BAD_KEY.test(key)) return undefined
  return accountOf(key)
}

/** The account of whatever the request carries in place of a key. */
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
