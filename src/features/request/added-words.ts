import { plural } from '../../core/text/format.ts'

/** What the request says of references that it took. Another part of the page says it too. */
export const words = {
  added: (count: number) => `${plural(count, 'reference')} added.`,
  notAdded: (count: number) => `The request is full. ${plural(count, 'reference')} not added.`,
  /** @param isReplaced what the request had is gone */
  pasted: (count: number, isReplaced: boolean) =>
    `${isReplaced ? 'The request was replaced. ' : ''}${count === 0 ? 'Request' : plural(count, 'reference')} taken from what you pasted.`,
}
