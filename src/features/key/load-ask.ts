import { loadPart } from '../../http/parts.ts'

/** Comes right after the first load. */
export const loadAsk = () => loadPart(() => import('../../http/ask.ts'))
