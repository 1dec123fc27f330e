export const words = {
  noKey: 'No key?',
  trySandbox: 'Try the sandbox',
  trySamples: 'Try with samples',
  making: 'Making samples…',
  pasteCode: 'Paste code',
}
