/**
 * Replaces modules of TanStack Query in the bundle, which saves 0.4 kB in the first load. The page
 * neither waits for queries by Suspense, nor restores them, nor throws their errors.
 */
export const defaultThrowOnError = (): boolean => false
export const ensureSuspenseTimers = (): void => {}
export const fetchOptimistic = (): void => {}
export const shouldSuspend = (): boolean => false

export const ensurePreventErrorBoundaryRetry = (): void => {}
export const getHasError = (): boolean => false
export const useClearResetErrorBoundary = (): void => {}

export const IsRestoringProvider = undefined
export const useIsRestoring = (): boolean => false

export const QueryErrorResetBoundary = undefined
export const useQueryErrorResetBoundary = (): void => {}
