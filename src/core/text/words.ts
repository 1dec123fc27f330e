/** Units of sizes and times, after a formatted number. */
export const words = {
  byte: { one: 'byte', other: 'bytes' },
  sizes: ['bytes', 'KB', 'MB', 'GB', 'TB'],
  milliseconds: (amount: string) => `${amount} ms`,
  seconds: (amount: string) => `${amount} s`,
  minutes: (amount: string) => `${amount} min`,
  hours: (amount: string) => `${amount} h`,
  under: (amount: string) => `under ${amount}`,
}
