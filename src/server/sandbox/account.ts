import type { IncomingMessage } from 'node:http'
import { looksLikeKey } from '../../core/key.ts'
import { stableId } from '../stable-id.ts'

/** Whoever holds one key. The id needs no table and does not give the key away. */
export interface Account {
  id: string
  email: string
}

/** For trying what a refused key does. */
const BAD_KEY = /^varg_bad/

/** The account of the key that the request carries, or undefined if the key is no good. */
export function findAccount({ headers }: IncomingMessage): Account | undefined {
  const key = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
  if (key === undefined || !looksLikeKey(key) || BAD_KEY.test(key)) return undefined
  const id = stableId(`account ${key}`)
  return { id, email: `sandbox-${id.slice(0, 8)}@refdrop.invalid` }
}
