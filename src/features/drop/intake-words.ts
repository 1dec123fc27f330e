import { plural } from '../../core/text/format.ts'

/** The words of files on their way into the page, which the first load has. */
export const words = {
  chooseFiles: 'Choose files',
  chooseFolder: 'Choose folder',
  nothingToUpload: (count: number) => `Nothing to upload: ${plural(count, 'system file')} ignored.`,
  notRead: (count: number) => `${plural(count, 'file')} not read yet.`,
  skipped: (count: number) => `${plural(count, 'file')} skipped`,
}
