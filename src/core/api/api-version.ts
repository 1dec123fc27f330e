/** A version of the gateway's contract. */
export type ApiVersion = 1 | 2

export const API_VERSIONS: readonly ApiVersion[] = [1, 2]

/** The version until a gateway shows that it speaks another one. */
export const DEFAULT_VERSION: ApiVersion = 1
