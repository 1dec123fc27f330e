/** Id of the button that copies the URLs of all uploads. Its text changes after a press. */
export const COPY_ALL_ID = 'copy-all'
