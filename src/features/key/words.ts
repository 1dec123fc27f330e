export const words = {
  apiKey: 'API key',
  optional: 'optional',
  getKey: 'Get a key',
  keyHint: 'varg_…',
  saveKey: 'Save key',
  remember: 'Remember',
  rememberHere: 'Remember on this device',
  keyNeeded: 'Enter a key. Keys start with varg_ and have no spaces.',
  noKey: (found: string) => `Found ${found}. Keys start with varg_ and have no spaces.`,
  noServer: "Refdrop isn't running. Start it again to continue.",

  keyWorks: 'Key works',
  invalidKey: 'Invalid API key',
  notChecked: 'Key saved, not checked',
  checking: 'Checking the key…',
  checkAgain: 'Check again',
  machineKey: (mask: string) => `Key from this machine (${mask})`,
}
