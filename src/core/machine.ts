import * as v from 'valibot'

/** Where the page asks its own server what this machine offers. */
export const MACHINE_PATH = '/machine'

const MachineSchema = v.object({
  /** Host of the configured upstream, with its base path: `api.varg.ai`. */
  upstream: v.string(),
  /** The machine's own key, masked, or null where there is none. */
  machineKey: v.nullable(v.string()),
})

export type Machine = v.InferOutput<typeof MachineSchema>

/** @throws {v.ValiError} if our own server answers something else */
export function parseMachine(data: unknown): Machine {
  return v.parse(MachineSchema, data)
}
