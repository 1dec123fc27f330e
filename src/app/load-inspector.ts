import { loadView } from '../http/styles.ts'

/** Inspector, file details and custom send pill in one part, because they share most code. */
export const loadInspector = () => loadView(() => import('./Inspector.tsx'))
