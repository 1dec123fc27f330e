/** The words of the button that adds files. */
export const words = { addFiles: 'Add files', moreWays: 'More ways to add' }
