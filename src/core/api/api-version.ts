/** A version of the gateway's contract. */
export type ApiVersion = 1 | 2

export const API_VERSIONS: readonly ApiVersion[] = [1, 2]

/** Whether a gateway can be asked for a content before it is sent. */
export const CAN_ASK: Record<ApiVersion, boolean> = { 1: false, 2: true }

/** The version until a gateway shows that it speaks another one. */
export const DEFAULT_VERSION: ApiVersion = 1
