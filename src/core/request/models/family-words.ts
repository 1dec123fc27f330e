/** Models without a proper name, and sources that are not a page of the documentation. */
export const words = {
  names: {
    seedanceWithReferences: 'Seedance 2 with references',
    seedanceFromText: 'Seedance 2 from text',
    seedanceFromImage: 'Seedance 2 from an image',
    seedanceAtPiapi: 'Seedance 2 at PiAPI',
    seedanceFastAtPiapi: 'Seedance 2 fast and mini at PiAPI',
    whisperAtGroq: 'Whisper turbo at Groq',
    sima: 'Sima upscaler',
    videoUpscaler: 'Video upscaler',
    imageUpscaler: 'Image upscaler',
    backgroundRemover: 'Background remover',
  },
  sources: {
    skills: "the skills' references/models",
    openApi: 'the OpenAPI document',
    openApi1: 'the OpenAPI document of version 1',
  },
}
