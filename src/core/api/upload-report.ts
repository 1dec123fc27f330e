import * as v from 'valibot'

/** Where the page asks how far its uploads are: `?ids=`, separated by commas. */
export const UPLOADS_PATH = '/machine/uploads'

const ReportsSchema = v.array(
  v.object({
    id: v.string(),
    /** Bytes of the body that our server handed to the gateway's connection. */
    taken: v.number(),
    /** Seconds by which every timeout grows, for bytes that the operating system may still hold. */
    grace: v.number(),
  }),
)

/** How far one upload is, as our server sees it. */
export type UploadReport = v.InferOutput<typeof ReportsSchema>[number]

/** @throws {v.ValiError} if our own server answers something else */
export function parseUploadReports(data: unknown): UploadReport[] {
  return v.parse(ReportsSchema, data)
}
