/** Name in the tab's storage. Apart from the store, which is loaded later. */
export const CUSTOM_SEND_NAME = 'refdrop.test-options'
