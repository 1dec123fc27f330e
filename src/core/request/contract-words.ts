/** Refusals of a whole body. */
export const words = { noJson: 'The body is not JSON.', body: 'The body' }
