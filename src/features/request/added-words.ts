import { plural } from '../../core/text/format.ts'

/** Words about added references. Other parts of the page use them, too. */
export const words = {
  added: (count: number) => `${plural(count, 'reference')} added.`,
  notAdded: (count: number) => `The request is full. ${plural(count, 'reference')} not added.`,
  /** @param isReplaced whether the former content of the request was replaced */
  pasted: (count: number, isReplaced: boolean) =>
    `${isReplaced ? 'The request was replaced. ' : ''}${count === 0 ? 'Request' : plural(count, 'reference')} taken from what you pasted.`,
}
