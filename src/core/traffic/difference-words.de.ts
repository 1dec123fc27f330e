import { formatBytes, formatNumber } from '../text/format.ts'
import type { Translated } from '../text/translated.ts'
import type { words as english } from './difference-words.ts'

export const words: Translated<typeof english> = {
  noHash: 'ohne X-Content-Hash',
  wrongHash: 'mit dem Hash eines anderen Inhalts',
  malformedHash: 'mit ungültigem X-Content-Hash',
  bareHash: 'mit X-Content-Hash ohne Präfix',
  octetStream: 'mit application/octet-stream als Content-Type',
  mediaType: 'mit dem eigenen Medientyp als Content-Type',
  wrongType: 'mit falschem Content-Type',
  noType: 'ohne Content-Type',
  noName: 'ohne X-Filename',
  oddName: 'mit seltsamem X-Filename',
  breakAfter: (percent) => `nach ${percent}\u00a0% der Bytes abgebrochen`,
  rate: (bytesPerSecond) => `mit ${formatBytes(bytesPerSecond)} pro Sekunde`,
  repeats: (count, parallel) => `${formatNumber(count)}-mal, ${parallel} gleichzeitig`,
}
