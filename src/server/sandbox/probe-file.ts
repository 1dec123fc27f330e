import * as v from 'valibot'
import { refuseIssue } from '../../core/api/field-problem.ts'
import { fetchFile, locateFile, notFetched } from './file-at-url.ts'
import type { Measures } from './file-record.ts'
import { measuresWire } from './file-wires.ts'
import type { Endpoint } from './handle-request.ts'
import { UrlSchema } from './import-file.ts'
import { measureMedia } from './measure-media.ts'
import { readJson } from './read-json.ts'
import { errorResponse, jsonResponse } from './sandbox-response.ts'
import { typeAtUrl } from './sent-type.ts'
import { releaseBody, spoolChunks } from './spool-body.ts'

const ProbeSchema = v.object({ url: UrlSchema, media_type: v.nullish(v.string()) })

/** Measures the file at a URL and stores nothing. Files of varg are not fetched. */
export const probeFile: Endpoint = async (sandboxRequest) => {
  const read = await readJson(sandboxRequest)
  if ('refusal' in read) return read.refusal
  const parsed = v.safeParse(ProbeSchema, read.data)
  if (!parsed.success) return errorResponse(400, refuseIssue(parsed.issues[0], 'The body'))
  const { url, media_type } = parsed.output
  const respond = (mediaType: string, measures: Measures) =>
    jsonResponse(200, probeWire(url, mediaType, measures))
  const place = await locateFile(sandboxRequest, url)
  switch (place.at) {
    case 'varg':
      return respond(typeAtUrl(url, media_type ?? undefined).mediaType, {})
    case 'sandbox':
      return place.file === undefined
        ? notFetched('There is no such file in this sandbox.')
        : respond(place.file.mediaType, await measureMedia(place.file.path))
    case 'elsewhere': {
      const { store, rules } = sandboxRequest
      return fetchFile(sandboxRequest, url, async ({ read, mediaType }) => {
        const reservation = await store.quota.reserve(0)
        const body = await spoolChunks(store, read(), reservation, rules.sizes.max)
        try {
          return respond(mediaType, await measureMedia(body.path))
        } finally {
          await releaseBody(body)
        }
      })
    }
  }
}

function probeWire(url: string, media_type: string, measures: Measures) {
  const { width = null, height = null, durationMs = null } = measures
  return {
    url,
    media_type,
    metadata: measuresWire(measures),
    width,
    height,
    duration_ms: durationMs,
    duration: durationMs === null ? null : durationMs / 1000,
  }
}
