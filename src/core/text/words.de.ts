import type { Translated } from './translated.ts'
import type { words as english } from './words.ts'

export const words: Translated<typeof english> = {
  byte: { one: 'Byte', other: 'Bytes' },
  sizes: ['Bytes', 'KB', 'MB', 'GB', 'TB'],
  milliseconds: (amount) => `${amount} ms`,
  seconds: (amount) => `${amount} s`,
  minutes: (amount) => `${amount} min`,
  hours: (amount) => `${amount} h`,
  under: (amount) => `unter ${amount}`,
}
