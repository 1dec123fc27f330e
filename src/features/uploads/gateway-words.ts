/** Shared by the empty page and the list. */
export const words = { fromGateway: 'From the gateway' }
