/** Formats without a name of their own. */
export const words = { jsonBody: 'JSON body', urlLines: 'URL lines', filesArray: 'files array' }
