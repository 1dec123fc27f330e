import { loadView } from '../http/styles.ts'

/** The inspector, the details of files and the pill of custom sends: one part, for they share most of it. */
export const loadInspector = () => loadView(() => import('./Inspector.tsx'))
