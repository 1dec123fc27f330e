/** Where files go. */
export const words = {
  destination: (host: string) => `Files and key go to ${host}.`,

  sandboxFacts: "Files stay on this computer. These URLs won't work in real requests.",
}
