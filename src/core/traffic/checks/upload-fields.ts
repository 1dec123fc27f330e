import * as v from 'valibot'
import type { ApiVersion } from '../../api/api-version.ts'
import { describeValue } from '../../api/contract.ts'
import { UploadedSchema } from '../../api/v1/send-v1.ts'
import { maybeHash } from '../../api/v2/lenient.ts'
import { StatedFileSchema } from '../../api/v2/stated-file.ts'
import { parseJson } from '../../text/parse-json.ts'
import type { StatedFields } from './check.ts'
import { isRecord } from './gateway-client.ts'
import { words } from './words.ts'

/** Maximum characters of an invalid value in a message. */
const EXCERPT = 80

const SCHEMAS = { 1: UploadedSchema, 2: StatedFileSchema }

export interface UploadFields {
  fields: StatedFields
  /** One message per invalid field: `media_type is missing`. */
  flaws: string[]
  /** Names of missing optional fields. */
  absent: string[]
}

/** Reads the fields of any response body. Never throws. */
export function readUploadFields(body: string, version: ApiVersion): UploadFields {
  const data = parseJson(body)
  if (!isRecord(data)) return { fields: {}, flaws: [words.noJsonObject], absent: [] }
  const { issues = [] } = v.safeParse(SCHEMAS[version], data)
  const flaws = new Map<string, string>()
  for (const issue of issues) {
    const name = String(issue.path?.[0]?.key)
    const got = describeValue(issue.input).slice(0, EXCERPT)
    const wrong = words.wrongField(name, got, issue.message)
    flaws.set(name, Object.hasOwn(data, name) ? wrong : words.missingField(name))
  }
  const valid = Object.keys(SCHEMAS[version].entries).filter((name) => !flaws.has(name))
  const fields = Object.fromEntries(valid.map((name) => [name, data[name] ?? undefined]))
  return {
    fields: { ...fields, hash: v.parse(maybeHash, fields.hash) },
    flaws: [...flaws.values()],
    absent: valid.filter((name) => fields[name] === undefined),
  }
}
