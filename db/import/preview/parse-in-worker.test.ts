import { expect, test } from 'vitest'
import { bundle, getBytes, session } from '../../testing/bundles.ts'
import { parseInWorker } from './parse-in-worker.ts'

const large = (sessions: number) =>
  getBytes(
    bundle((b) => {
      for (let count = 0; count < sessions; count += 1) b.sessions.push(session(`s-${count}`))
    }),
  )

test('returns what the importer reads, and its errors', async () => {
  const { outline, warnings, json } = await parseInWorker(getBytes(bundle()), 'days.json')
  expect(outline).toMatchObject({ conference: { title: 'Testing Days' }, counts: { sessions: 2 } })
  expect(JSON.parse(json).conference.title).toBe('Testing Days')
  expect(warnings).toEqual([])
  await expect(parseInWorker(getBytes('{"a":}'), 'days.json')).rejects.toMatchObject({
    name: 'StoreError',
    code: 'bad-file',
    message: expect.stringContaining('invalid JSON at'),
  })
})

test('gives up a file that takes too long, with an error', async () => {
  await expect(
    parseInWorker(large(30_000), 'long.json', {}, { seconds: 0.05, megabytes: 1024 }),
  ).rejects.toMatchObject({
    code: 'bad-file',
    message: expect.stringMatching(/^long\.json takes longer than/),
  })
})

test('a file that takes too much memory ends only its own thread', async () => {
  await expect(
    parseInWorker(large(60_000), 'wide.json', {}, { seconds: 20, megabytes: 24 }),
  ).rejects.toMatchObject({
    code: 'bad-file',
    message: expect.stringMatching(/^wide\.json takes too much memory/),
  })
})
