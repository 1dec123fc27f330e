import { formatNumber, plural } from '../../../core/text/format.ts'

/** The words of the list's toolbar and headings, and of its announcements. */
export const words = {
  files: 'Files',
  moreActions: 'More actions',
  loading: 'Loading your files',
  theList: 'The list',
  thisFile: 'This file',

  search: 'Search files',
  searchIn: (count: number) => (count > 1 ? `Search ${plural(count, 'file')}` : 'Search files'),
  found: (count: number) => `${plural(count, 'file')} found`,
  foundOf: (count: number, total: number) => `${formatNumber(count)} of ${plural(total, 'file')}`,
  searching: 'Looking through the history…',

  filter: 'Filter',

  view: 'View',
  list: 'List',
  grid: 'Grid',

  justNow: 'Just now',
  today: 'Today',
  yesterday: 'Yesterday',
  allFiles: 'All files',
  fileCount: (count: number) => plural(count, 'file'),
  added: (count: number) => `${plural(count, 'file')} added to the request`,
  full: (left: number) => `The request is full: ${formatNumber(left)} left out`,
  removed: (count: number) =>
    count > 1
      ? `${plural(count, 'file')} removed. Their URLs still work.`
      : 'Removed from history. The URL still works.',
  canceledAll: (count: number) => `${plural(count, 'upload')} canceled.`,
  cleared: (count: number) => `${plural(count, 'file')} cleared from the list.`,
}
