export const words = {
  requests: 'Requests',
  /** The name of the button that opens it. */
  current: (title: string) => `Requests: ${title}`,
  create: 'New request',
  duplicate: 'Duplicate',
  rename: 'Rename…',
  delete: 'Delete request',
  deleted: 'Request deleted.',
  renameRequest: 'Rename request',
  name: 'Name of the request',
  save: 'Rename',
}
