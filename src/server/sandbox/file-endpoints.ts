import * as v from 'valibot'
import { refuseField } from '../../core/api/field-problem.ts'
import { maybeHash } from '../../core/api/v2/lenient.ts'
import type { FilePageWire, FoundAnswerWire } from '../../core/api/v2/wires-v2.ts'
import { HASH_RULE } from './contract-rules.ts'
import { foundWire, listedWire } from './file-wires.ts'
import type { Endpoint } from './handle-request.ts'
import { readListQuery } from './list-query.ts'
import { errorResponse, jsonResponse } from './sandbox-response.ts'

/** Responds with whether the account has a file with these bytes. */
export const checkFile: Endpoint = async (sandboxRequest) => {
  const { account, store, query, rules } = sandboxRequest
  const hash = v.parse(maybeHash, query.get('hash'))
  if (hash === undefined) {
    return errorResponse(400, refuseField(`hash must be ${HASH_RULE}.`, 'hash'))
  }
  const digest = hash.replace('sha256:', '')
  const found = await store.findListed(account.id, digest)
  if (found === undefined || found.isUnhashed || !rules.files.finds) {
    return jsonResponse(200, { exists: false, file: null } satisfies FoundAnswerWire)
  }
  const file = foundWire(sandboxRequest, { ...found, digest })
  return jsonResponse(200, { exists: true, file } satisfies FoundAnswerWire)
}

/** Lists the account's files that fit the query, the newest first. */
export const listFiles: Endpoint = async (sandboxRequest) => {
  const { account, store, query, rules } = sandboxRequest
  const read = readListQuery(query)
  if ('refusal' in read) return errorResponse(400, read.refusal)
  const { limit, cursor, fits } = read.asked
  const files = (await store.filesOf(account.id).newestFirst()).filter(
    (file) => rules.files.lists && fits(file),
  )
  const next = cursor + limit
  return jsonResponse(200, {
    data: files.slice(cursor, next).map((file) => listedWire(sandboxRequest, file)),
    nextCursor: next < files.length ? next : null,
  } satisfies FilePageWire)
}

export const getFile: Endpoint = async (sandboxRequest) => {
  const { account, store, id } = sandboxRequest
  const file = await store.filesOf(account.id).find(id)
  return file === undefined ? missing() : jsonResponse(200, listedWire(sandboxRequest, file))
}

/** Removes a file from lists and checks. Its URL still works. */
export const deleteFile: Endpoint = async ({ account, store, id, rules }) => {
  const file = await store.filesOf(account.id).find(id)
  const wasThere =
    file !== undefined && (!rules.files.deletes || (await store.remove(account.id, file.digest)))
  return wasThere ? jsonResponse(200, { deleted: true }) : missing()
}

function missing() {
  return errorResponse(404, { error: 'file_not_found', message: 'There is no such file.' })
}
