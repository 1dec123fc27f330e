/** The words of the account pill, which the first load has. */
export const words = {
  account: 'Account',
  addKey: 'Add key',
  keyRejected: 'Key rejected',
  offline: 'Offline',
  unreachable: 'Unreachable',
  balanceOf: (dollars: string) => `balance ${dollars}`,
}
