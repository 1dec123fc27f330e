/** The word of the empty page and of the list. */
export const words = { fromGateway: 'From the gateway' }
