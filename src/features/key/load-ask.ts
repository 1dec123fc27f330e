import { loadPart } from '../../gateway/parts.ts'

/** Comes right after the first load. */
export const loadAsk = () => loadPart(() => import('../../gateway/ask.ts'))
