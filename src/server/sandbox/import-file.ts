import { createReadStream } from 'node:fs'
import * as v from 'valibot'
import { refuseField, refuseIssue } from '../../core/api/field-problem.ts'
import { words } from '../../core/api/field-words.ts'
import { maybeHash } from '../../core/api/v2/lenient.ts'
import { isFullWebUrl } from '../../core/text/url-link.ts'
import { HASH_RULE } from './contract-rules.ts'
import { fetchFile, locateFile, notFetched } from './file-at-url.ts'
import { digestOf } from './file-id.ts'
import { uploadWire } from './file-wires.ts'
import type { Endpoint } from './handle-request.ts'
import { measureMedia } from './measure-media.ts'
import { readJson } from './read-json.ts'
import { findKnown, storeAs } from './receive-file.ts'
import type { SandboxRequest } from './sandbox-request.ts'
import { errorResponse, jsonResponse, type SandboxResponse } from './sandbox-response.ts'
import { cleanFileName } from './sent-name.ts'
import { decideMediaType, typeAtUrl } from './sent-type.ts'
import { releaseBody, spoolChunks } from './spool-body.ts'

/** Maximum characters of a URL, as most servers accept. */
const MAX_URL = 8000

export const UrlSchema = v.pipe(
  v.string(),
  v.check((url) => url.length <= MAX_URL && isFullWebUrl(url), words.url),
)

const AmountSchema = v.nullish(v.pipe(v.number(), v.minValue(0, 'a number of at least 0')))

const ImportSchema = v.object({
  url: UrlSchema,
  filename: v.nullish(v.string()),
  media_type: v.nullish(v.string()),
  origin: v.nullish(v.picklist(['upload', 'generated'])),
  hash: v.nullish(
    v.pipe(
      v.string(),
      v.check((hash) => v.parse(maybeHash, hash) !== undefined, HASH_RULE),
      v.transform((hash) => v.parse(maybeHash, hash)),
    ),
  ),
  size: AmountSchema,
  metadata: v.nullish(
    v.object({ width: AmountSchema, height: AmountSchema, duration_ms: AmountSchema }),
  ),
})

type AskedImport = v.InferOutput<typeof ImportSchema>

/**
 * Adds the file at a URL to the account. Copies files of this sandbox between accounts, lists files
 * of varg at their URL, and fetches others.
 */
export const importFile: Endpoint = async (sandboxRequest) => {
  const read = await readJson(sandboxRequest)
  if ('refusal' in read) return read.refusal
  const parsed = v.safeParse(ImportSchema, read.data)
  if (!parsed.success) return errorResponse(400, refuseIssue(parsed.issues[0], 'The body'))
  const asked = parsed.output
  const known = await findKnown(sandboxRequest, asked.hash ?? undefined)
  if (known !== undefined) return jsonResponse(200, known)
  const place = await locateFile(sandboxRequest, asked.url)
  switch (place.at) {
    case 'varg':
      return registerFile(sandboxRequest, asked)
    case 'sandbox': {
      const { file } = place
      if (file === undefined) return notFetched('There is no such file in this sandbox.')
      const { name, mediaType } = file
      return storeChunks(sandboxRequest, asked, createReadStream(file.path), { name, mediaType })
    }
    case 'elsewhere':
      return fetchFile(sandboxRequest, asked.url, ({ read, name }) =>
        storeChunks(sandboxRequest, asked, read(), { name }),
      )
  }
}

/** Lists the file at its URL without fetching it. Trusts the facts that its sender gives. */
async function registerFile(
  sandboxRequest: SandboxRequest,
  { url, filename, media_type, origin, hash, size, metadata }: AskedImport,
): Promise<SandboxResponse> {
  const { account, store } = sandboxRequest
  const { width, height, duration_ms } = metadata ?? {}
  const digest = hash?.replace('sha256:', '') ?? digestOf(`url ${url}`)
  const { file, isNew } = await store.register(account.id, digest, {
    ...typeAtUrl(url, media_type ?? undefined),
    name: cleanFileName(filename ?? lastPart(url)),
    size: size ?? undefined,
    measures: {
      width: width ?? undefined,
      height: height ?? undefined,
      durationMs: duration_ms ?? undefined,
    },
    remoteUrl: url,
    ...(origin !== 'upload' && { isGenerated: true }),
    ...(!hash && { isUnhashed: true }),
  })
  return jsonResponse(200, uploadWire(sandboxRequest, { ...file, digest }, isNew))
}

/** @param found the name and the type of the file at its source */
async function storeChunks(
  sandboxRequest: SandboxRequest,
  { filename, media_type, origin, hash }: AskedImport,
  chunks: AsyncIterable<Buffer>,
  found: { name: string | undefined; mediaType?: string },
): Promise<SandboxResponse> {
  const { store, rules } = sandboxRequest
  const reservation = await store.quota.reserve(0)
  const body = await spoolChunks(store, chunks, reservation, rules.sizes.max)
  try {
    if (hash && hash !== `sha256:${body.digest}`) {
      return errorResponse(400, refuseField(`The file is sha256:${body.digest}.`, 'hash'))
    }
    const name = cleanFileName(filename ?? found.name ?? '')
    const type = await decideMediaType(media_type ?? found.mediaType, name, body.path)
    const isGenerated = (origin ?? (found.mediaType ? 'generated' : 'upload')) === 'generated'
    const given = {
      ...type,
      name,
      measures: await measureMedia(body.path),
      ...(isGenerated && { isGenerated: true as const }),
    }
    const wire = await rules.wrapStore((request, spooled) => storeAs(request, spooled, given))(
      sandboxRequest,
      body,
    )
    return jsonResponse(200, wire)
  } finally {
    await releaseBody(body)
  }
}

function lastPart(url: string): string {
  const part = new URL(url).pathname.replace(/^.*\//s, '')
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
