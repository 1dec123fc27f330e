export const words = {
  close: 'Close',
  dismiss: 'Dismiss',
  copied: 'Copied',
  clearText: 'Clear text',
  message: 'Message',
  search: 'Search',
  thisDialog: 'This dialog',
  broken: (what: string) => `${what} could not be shown. Uploads continue.`,
  reloadPart: 'Reload this part',
  copyByHand: (keys: string) => `The clipboard refused. Press ${keys} to copy it by hand.`,
  copyKeys: 'Ctrl+C',
  textToCopy: 'Text to copy',
}
