/** Name in the tab's storage. In a separate file, because the store is loaded later. */
export const CUSTOM_SEND_NAME = 'refdrop.test-options'
