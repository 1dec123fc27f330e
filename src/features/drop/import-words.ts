/** The words of files at web URLs on their way into the list. */
export const words = {
  imports: 'Imports',
  importing: (host: string) => `Importing from ${host}`,
  notImported: 'Not imported',
  /** Its own words follow. */
  byGateway: 'The gateway says:',
  failed: (name: string, sentence: string) => `${name} was not imported. ${sentence}`,
  imported: (name: string) => `${name} imported.`,
  cancel: 'Cancel',
  retry: 'Retry',
  /** Our server fetches the file, and it is uploaded like any other. */
  throughServer: 'Fetch with Refdrop',
  dismiss: 'Dismiss',
}
