import { plural } from '../../core/text/format.ts'

/** Words about adding files. They are part of the first load. */
export const words = {
  chooseFiles: 'Choose files',
  chooseFolder: 'Choose folder',
  nothingToUpload: (count: number) => `Nothing to upload: ${plural(count, 'system file')} ignored.`,
  notRead: (count: number) => `${plural(count, 'file')} not read yet.`,
  skipped: (count: number) => `${plural(count, 'file')} skipped`,
}
