/** The commands that show another request. */
export const words = {
  newRequest: 'New request',
  showRequest: (title: string) => `Show request: ${title}`,
}
