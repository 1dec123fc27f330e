import { plural } from '../core/text/format.ts'

export const words = {
  name: 'Refdrop',
  menu: 'Menu',
  skipToFiles: 'Skip to files',
  skipToRequest: 'Skip to request',
  loadingFiles: 'Loading your files',
  failures: (count: number) => plural(count, 'failure'),
  showFailures: 'Show simulated failures',
  inspector: 'Inspector',
  theInspector: 'The inspector',
  thePage: 'The page',
  notices: 'Notices',
  partMissing: 'A part of the page is missing. Check that Refdrop still runs.',
  partStuck: 'A part of the page is missing. Reload the page. Your list and request stay.',
  updated: 'Refdrop was updated. Reload the page. Your list and request stay.',
  newVersion: 'A new version is ready. Your list and request stay.',
  reload: 'Reload',
  tryAgain: 'Try again',
}
