import type { ApiVersion } from '../../core/api/api-version.ts'
import { plural } from '../../core/text/format.ts'
import type { VersionChoice } from '../../storage/preferences.ts'

/** The words of the account's panel, and of the dialog that empties the sandbox. */
export const words = {
  gateway: 'Gateway',
  forgetKey: 'Forget key',
  balance: 'balance',
  notEnough: 'Not enough balance at varg.ai. Top up to continue.',
  topUp: 'Top up',
  takeKeyOf: (host: string) => `Use the key saved for ${host}`,
  dropKeyOf: (host: string) => `Forget the one for ${host}`,
  waiting: (count: number) =>
    count === 1
      ? '1 file waits for your varg.ai key.'
      : `${plural(count, 'file')} wait for your varg.ai key.`,
  noAnswer: 'Saved keys show when Refdrop’s server answers.',
  sendToSandbox: 'Send to the sandbox instead',

  apiVersion: 'API version',
  versionName: (choice: VersionChoice) => (choice === 'automatic' ? 'Automatic' : `${choice}`),
  checkingVersion: 'Checking the version…',
  foundVersion: (version: ApiVersion) => `Version ${version}, found at this gateway.`,
  firstVersion: 'Version 1 until the gateway shows a newer one.',
  sandboxVersion: 'Version 1. The sandbox speaks version 2, too.',
  chosenVersion: (version: ApiVersion) => `Version ${version}, as chosen.`,
  chosenBeside: (version: ApiVersion, found: ApiVersion) =>
    `Version ${version}, as chosen. The gateway showed version ${found}.`,
  names: (areSent: boolean) =>
    areSent ? 'It stores file names.' : 'File names stay here, and other browsers show none.',
  sendNames: 'Send file names',

  emptySandbox: 'Empty the sandbox',
  emptySandboxAsked: 'Empty the sandbox?',
  emptied: (amount: string) => `Sandbox emptied: ${amount} deleted.`,
  sandboxEmptied: 'Sandbox emptied.',
  sandboxHasNone: 'The sandbox has no files.',
  emptyFacts: (amount: string) => `This deletes ${amount} of all keys from this computer.`,
  emptyEffects: 'Their URLs stop working, and they leave the list and the history.',
  emptyKeeps: 'Files that are not uploaded yet stay in the list.',
  deleteFiles: (count: number) => `Delete ${plural(count, 'file')}`,
  keepFiles: 'Keep them',
  notEmptied: (message: string) => `The sandbox was not emptied: ${message}`,
  storedAmount: (files: number, size: string) => `${plural(files, 'file')} (${size})`,
}
