/** Where files go. */
export const words = {
  destination: (host: string) => `Files and key go to ${host}.`,

  sandboxFacts: (isHere: boolean) =>
    `Files stay on ${isHere ? 'this computer' : 'the server of this page'}. These URLs won't work in real requests.`,
}
