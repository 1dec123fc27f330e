import { createRequire } from 'node:module'
import { Ajv, type AnySchemaObject } from 'ajv'
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' }
import { default as addFormats } from 'ajv-formats'

const require = createRequire(import.meta.url)
/** The schemas by name. `har` is the root schema. The package has no types. */
const schemas: Record<string, AnySchemaObject> = require('har-schema')

const validate = compile()

/** @returns violations of the schema of HTTP Archives 1.2 */
export function faultsOfHar(har: unknown): string[] {
  validate(har)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

function compile() {
  // The schema has keywords that no draft defines.
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addMetaSchema(draft6)
  const { har, ...parts } = schemas
  for (const part of Object.values(parts)) ajv.addSchema(part)
  return ajv.compile(har ?? false)
}
