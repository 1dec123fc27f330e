import { useMutation } from '@tanstack/react-query'
import { loadPart } from '../http/parts.ts'
import type { Preferences } from '../storage/preferences.ts'
import type { useIntake } from './use-intake.ts'

/** Makes samples and uploads them to the sandbox. */
export function useSamples(preferences: Preferences, intake: ReturnType<typeof useIntake>) {
  const samples = useMutation({
    async mutationFn() {
      const { makeSamples } = await loadPart(() => import('../features/samples/make-samples.ts'))
      return makeSamples()
    },
    onSuccess({ files, lack }) {
      preferences.gateway.set('sandbox')
      const candidates = files.map((file) => ({ file, path: file.name }))
      intake.take({ candidates, unreadable: [], ignored: 0, gateway: 'sandbox' })
      if (lack !== undefined) intake.note(lack)
    },
    onError: intake.fail,
  })
  return { makeSamples: () => samples.mutate(), isMakingSamples: samples.isPending }
}
