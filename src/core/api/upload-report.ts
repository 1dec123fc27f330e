import * as v from 'valibot'

/** Random id of an upload, in the page's request. The page polls its progress by this id. */
export const UPLOAD_HEADER = 'X-Refdrop-Upload'

/** Path of {@link UploadReport} on our server. `?ids=` holds ids separated by commas. */
export const UPLOADS_PATH = '/machine/uploads'

const ReportsSchema = v.array(
  v.object({
    id: v.string(),
    /** Bytes of the body that our server wrote to the gateway's connection. */
    taken: v.number(),
    /** Seconds added to every timeout, for bytes that the operating system may still hold. */
    grace: v.number(),
  }),
)

/** The progress of one upload, measured by our server. */
export type UploadReport = v.InferOutput<typeof ReportsSchema>[number]

/** @throws {v.ValiError} when the response is invalid */
export function parseUploadReports(data: unknown): UploadReport[] {
  return v.parse(ReportsSchema, data)
}
