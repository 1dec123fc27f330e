import { ENDPOINTS, type Endpoint, type GenerationRequest } from './generation.ts'
import { findFamily } from './models/find-family.ts'

/** The endpoint of a request. Images and videos are upscaled by different ones. */
export function endpointOf({
  kind,
  model,
  references,
}: Pick<GenerationRequest, 'kind' | 'model' | 'references'>): Endpoint {
  if (kind !== 'upscale') return ENDPOINTS[kind]
  const endpoint = findFamily(model)?.endpoint
  if (endpoint === 'image' || endpoint === 'video') return endpoint
  return references.find((one) => one.kind !== 'audio')?.kind === 'video' ? 'video' : 'image'
}
