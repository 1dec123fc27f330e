/** Words about imports of files at web URLs. */
export const words = {
  imports: 'Imports',
  importing: (host: string) => `Importing from ${host}`,
  notImported: 'Not imported',
  /** Before the gateway's own message. */
  byGateway: 'The gateway says:',
  failed: (name: string, sentence: string) => `${name} was not imported. ${sentence}`,
  imported: (name: string) => `${name} imported.`,
  cancel: 'Cancel',
  retry: 'Retry',
  /** Our server fetches the file, and it is uploaded like any other. */
  throughServer: 'Fetch with Refdrop',
  dismiss: 'Dismiss',
}
