import { createRequire } from 'node:module'
import { Ajv, type AnySchemaObject } from 'ajv'
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' }
import { default as addFormats } from 'ajv-formats'

const require = createRequire(import.meta.url)
/** It comes without types. By the names of its parts; `har` is the whole. */
const schemas: Record<string, AnySchemaObject> = require('har-schema')

const validate = compile()

/** What the schema of HTTP Archives 1.2 has against it. */
export function faultsOfHar(har: unknown): string[] {
  validate(har)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

function compile() {
  // It has a word or two that no draft knows.
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addMetaSchema(draft6)
  const { har, ...parts } = schemas
  for (const part of Object.values(parts)) ajv.addSchema(part)
  return ajv.compile(har ?? false)
}
