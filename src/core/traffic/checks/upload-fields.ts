import * as v from 'valibot'
import { describeValue } from '../../api/contract.ts'
import { UploadedSchema, type UploadedWire } from '../../api/v1/send-v1.ts'
import { parseJson } from '../../text/parse-json.ts'
import { isRecord } from './gateway-client.ts'
import { words } from './words.ts'

/** Maximum characters of an invalid value in a message. */
const EXCERPT = 80

export interface UploadFields {
  fields: Partial<UploadedWire>
  /** One message per invalid field: `media_type is missing`. */
  flaws: string[]
}

/** Reads the fields of any response body. Never throws. */
export function readUploadFields(body: string): UploadFields {
  const data = parseJson(body)
  if (!isRecord(data)) return { fields: {}, flaws: [words.noJsonObject] }
  const { issues = [] } = v.safeParse(UploadedSchema, data)
  const flaws = new Map<string, string>()
  for (const issue of issues) {
    const name = String(issue.path?.[0]?.key)
    const got = describeValue(issue.input).slice(0, EXCERPT)
    const wrong = words.wrongField(name, got, issue.message)
    flaws.set(name, Object.hasOwn(data, name) ? wrong : words.missingField(name))
  }
  const valid = Object.keys(UploadedSchema.entries).filter((name) => !flaws.has(name))
  const fields: Partial<UploadedWire> = Object.fromEntries(valid.map((name) => [name, data[name]]))
  return { fields, flaws: [...flaws.values()] }
}
