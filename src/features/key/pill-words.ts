/** The words of the account pill. They are part of the first load. */
export const words = {
  account: 'Account',
  addKey: 'Add key',
  keyRejected: 'Key rejected',
  offline: 'Offline',
  unreachable: 'Unreachable',
  balanceOf: (dollars: string) => `balance ${dollars}`,
}
