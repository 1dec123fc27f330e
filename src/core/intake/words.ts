/** Reasons for which the browser has no message. */
export const words = { notInspected: 'it was not inspected' }
