import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect, test } from '../support/fixtures.ts'

const run = promisify(execFile)

/**
 * Reads the command that requests a picture from the README of the server.
 *
 * @param server the address that replaces the one in the README
 */
async function readCommand(server: string, version: 1 | 2): Promise<string> {
  const readme = await readFile(new URL('../../src/server/README.md', import.meta.url), 'utf8')
  const blocks = [...readme.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block)
  const command = blocks.find((block) => block.includes(`/sandbox/v${version}/image`))
  if (command === undefined) throw new Error('The README of the server has no such command')
  return command.replaceAll('http://localhost:4173', server)
}

test('the sandbox accepts the request of the README as a job', async ({ site }) => {
  const { stdout } = await run('sh', ['-c', await readCommand(site.url, 1)])
  const job: { job_id: string } = JSON.parse(stdout)
  expect(job).toMatchObject({
    status: 'queued',
    model: 'nano-banana-pro',
    message: expect.stringContaining('generates nothing'),
  })
  const headers = { Authorization: 'Bearer varg_me' }
  const later = await fetch(`${site.url}/sandbox/v1/jobs/${job.job_id}`, { headers })
  expect(await later.json()).toMatchObject({ job_id: job.job_id, status: 'failed' })
})

test('the sandbox names the invalid field when the request of the README is changed', async ({
  site,
}) => {
  const command = (await readCommand(site.url, 1)).replace('"16:9"', '169')
  const { stdout } = await run('sh', ['-c', command])
  expect(JSON.parse(stdout)).toMatchObject({ error: 'ValidationError', field: 'aspect_ratio' })
})

test('the sandbox returns the file of the request of the README in version 2', async ({ site }) => {
  const { stdout } = await run('sh', ['-c', await readCommand(site.url, 2)])
  const job: { id: string } = JSON.parse(stdout)
  expect(job).toMatchObject({ status: 'queued', tool: 'image' })
  const headers = { Authorization: 'Bearer varg_me' }
  const later = await fetch(`${site.url}/sandbox/v2/jobs/${job.id}`, { headers })
  expect(await later.json()).toMatchObject({
    id: job.id,
    status: 'completed',
    output: { outputs: [{ url: 'https://files.example/cat.jpg' }] },
  })
})
