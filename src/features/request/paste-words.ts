/** The words that the request shares with the dialog for code. */
export const words = { pasteCode: 'Paste code', noUrls: 'No media URL found in what you pasted.' }
