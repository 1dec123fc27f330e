import type { ApiVersion } from '../../../core/api/api-version.ts'
import { plural } from '../../../core/text/format.ts'

export const words = {
  status: 'Upload progress',
  actions: 'All files',
  moreActions: 'More actions for all files',
  pause: 'Pause',
  resume: 'Resume',
  cancelAll: 'Cancel all',
  retryFailed: 'Retry failed',
  inVersion: (version: ApiVersion) => `Use version ${version}`,
  clearFinished: 'Clear finished',
  clearFinishedTip: 'Uploaded files stay in the history',
  copyAll: 'Copy all URLs',
  pausing: (inFlight: number) => `${plural(inFlight, 'upload')} finishing`,
  pace: (perSecond: string) => `${perSecond}/s`,
  paceAndTime: (perSecond: string, left: string) => `${perSecond}/s, ${left} left`,
  oneByOne: 'one file at a time',
  failed: (count: number) => `${plural(count, 'file')} failed`,
}
