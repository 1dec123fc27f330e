import * as v from 'valibot'
import { describeValue, UploadedSchema, type UploadedWire } from '../../api/contract.ts'
import { parseJson } from '../../text/parse-json.ts'
import { isRecord } from './ask-gateway.ts'

/** Most characters of a wrong value that are told. */
const EXCERPT = 80

/** The answer to an upload, field by field. */
export interface UploadFields {
  /** Those that are as the contract has them. */
  fields: Partial<UploadedWire>
  /** What is wrong with the others, in words: `media_type is missing`. */
  flaws: string[]
}

/** Reads what there is. Never throws, whatever the answer holds. */
export function readUploadFields(body: string): UploadFields {
  const data = parseJson(body)
  if (!isRecord(data)) return { fields: {}, flaws: ['the body is no JSON object'] }
  const { issues = [] } = v.safeParse(UploadedSchema, data)
  const flaws = new Map<string, string>()
  for (const issue of issues) {
    const name = String(issue.path?.[0]?.key)
    const wrong = `${name} is ${describeValue(issue.input).slice(0, EXCERPT)}, not ${issue.message}`
    flaws.set(name, Object.hasOwn(data, name) ? wrong : `${name} is missing`)
  }
  const sound = Object.keys(UploadedSchema.entries).filter((name) => !flaws.has(name))
  const fields: Partial<UploadedWire> = Object.fromEntries(sound.map((name) => [name, data[name]]))
  return { fields, flaws: [...flaws.values()] }
}
