/** Name in the tab's storage. Apart from the store, which is loaded later. */
export const TEST_OPTIONS_NAME = 'refdrop.test-options'
