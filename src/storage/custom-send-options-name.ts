/** Under which a tab keeps how it sends files differently. */
export const TEST_OPTIONS_NAME = 'refdrop.test-options'
