import { plural } from '../../core/text/format.ts'

/** The words of links, pictures and text that are dropped or pasted outside of the request. */
export const words = {
  added: (count: number) =>
    `${plural(count, 'reference')} added by ${count === 1 ? 'its URL. It is' : 'their URLs. They are'} not uploaded.`,
  importing: (count: number) =>
    `${plural(count, 'reference')} added by ${count === 1 ? 'its URL. It is' : 'their URLs. They are'} being imported.`,
  importLimit: (count: number) => `Only the first ${count} URLs are imported.`,
  withoutSettings: 'Paste it into the request to take its prompt and settings, too.',
  alreadyThere: 'Nothing added. The request has it already.',
  nothing: 'Nothing to add. Paste or drop the http(s) URL of a file.',
  onlyWeb: 'Nothing to add. Only http and https URLs can be references.',
  blob: "This picture can't be read from its page. Save it, then drop the file.",
  pictureName: 'picture',
}
