// @ts-check

/** Exits with 0 if the server of this container responds. A page below another path responds with 404, which counts. */
const port = process.env.PORT || '4173'
try {
  const signal = AbortSignal.timeout(4_000)
  const { status } = await fetch(`http://127.0.0.1:${port}/`, { method: 'HEAD', signal })
  process.exitCode = status < 500 ? 0 : 1
} catch {
  process.exitCode = 1
}
