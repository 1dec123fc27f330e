/** The words of what appears with the first file. */
export const words = {
  theRequest: 'The request',
  thisDialog: 'This dialog',
  copyUrl: 'Copy URL',
  requestFull: (name: string) => `The request is full, so ${name} was not added.`,
}
