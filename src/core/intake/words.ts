/** Reasons without a message of the browser. */
export const words = { notInspected: 'it was not inspected' }
