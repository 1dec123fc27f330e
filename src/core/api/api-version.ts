/** A version of the gateway's contract. */
export type ApiVersion = 1 | 2

export const API_VERSIONS: readonly ApiVersion[] = [1, 2]

/** Whether a gateway can look up a file by its hash before an upload. */
export const CAN_ASK: Record<ApiVersion, boolean> = { 1: false, 2: true }

/** The version to use until another one is detected. */
export const DEFAULT_VERSION: ApiVersion = 1
