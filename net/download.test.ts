/** Downloads programmes from a real https server on this computer, which may be faulty or hostile. */
import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { DownloadAnswer } from '../core/download.ts'
import { toEnglish } from '../core/i18n/english-messages.ts'
import { download, LIMITS } from './download.ts'
import { makeCertificate } from './testing/certificate.ts'
import { type RequestHandler, serve } from './testing/server.ts'

const file = Buffer.from('the programme')
const sha256 = createHash('sha256').update(file).digest('hex')
/** Each test makes only one of the limits short, so that a busy computer cannot exceed another limit first. */
const testLimits = { ...LIMITS, bytes: 1024 * 1024 }
const shortSilence = { ...testLimits, silenceMs: 300 }
const shortTotal = { ...testLimits, totalMs: 1_500 }

/** Downloads from a server that gives this answer. */
async function ask(
  answer: RequestHandler,
  known: { etag?: string; sha256?: string } = {},
  path = '',
  limits = testLimits,
) {
  const { address, ca, requests } = await serve(answer)
  const asked = { address: address + path, etag: known.etag ?? null, sha256: known.sha256 ?? null }
  return { answer: await download(asked, { ca, limits }), requests, host: new URL(address).host }
}

const problem = (answer: DownloadAnswer): string =>
  answer.kind === 'failed' ? toEnglish(answer.problem) : answer.kind

test('a file is downloaded with one request that says nothing about the delegate', async () => {
  const { answer, requests } = await ask((_, response) => {
    response.setHeader('ETag', '"1"')
    response.setHeader('Set-Cookie', 'a=b')
    response.end(file)
  })
  expect(answer).toEqual({
    kind: 'file',
    name: 'days.rapporteur-pack',
    bytes: file,
    etag: '"1"',
    sha256,
  })
  expect(requests.map(({ method, headers }) => ({ method, headers }))).toEqual([
    {
      method: 'GET',
      headers: {
        'user-agent': 'Rapporteur',
        accept: '*/*',
        'accept-encoding': 'identity',
        host: expect.stringMatching(/^localhost:/),
        connection: 'close',
      },
    },
  ])
})

test('an unchanged file is not transferred again, by its entity tag, nor shown again, by its checksum', async () => {
  const byTag = await ask(
    ({ headers }, response) => {
      response.statusCode = headers['if-none-match'] === '"1"' ? 304 : 200
      response.end()
    },
    { etag: '"1"' },
  )
  expect(byTag.answer).toEqual({ kind: 'unchanged', etag: '"1"' })
  const byContent = await ask((_, response) => void response.setHeader('ETag', '"2"').end(file), { sha256 })
  expect(byContent.answer).toEqual({ kind: 'unchanged', etag: '"2"' })
})

test.each(['no quotation marks', `"${'a'.repeat(300)}"`])('the entity tag %s is not kept', async (etag) => {
  const { answer } = await ask((_, response) => void response.setHeader('ETag', etag).end(file))
  expect(answer).toMatchObject({ kind: 'file', etag: null })
})

test.each([
  ['', 'days.rapporteur-pack'],
  ['/..%2F..%2F.ssh%2Fid', '_.._.ssh_id'],
  ['/%E0%A4%A', '_E0_A4_A'],
  ['/', 'programme'],
])('the address with %j names the file %s', async (path, name) => {
  const { answer } = await ask((_, response) => void response.end(file), {}, path)
  expect(answer).toMatchObject({ kind: 'file', name })
})

test('a redirect within the host is followed', async () => {
  const { answer, requests } = await ask((request, response) => {
    if (request.url === '/moved/v2.zip') response.end(file)
    else response.writeHead(302, { Location: '/moved/v2.zip' }).end()
  })
  expect(answer).toMatchObject({ kind: 'file', name: 'v2.zip' })
  expect(requests).toHaveLength(2)
})

test.each<[string, RegExp, RequestHandler, limits?: typeof testLimits]>([
  ['404', /has no file at this address/, (_, response) => void response.writeHead(404).end('gone')],
  ['500', /answer: 500/, (_, response) => void response.writeHead(500).end(file)],
  ['206', /answer: 206/, (_, response) => void response.writeHead(206).end(file)],
  [
    '304 without an entity tag in the request',
    /answer: 304/,
    (_, response) => void response.writeHead(304).end(),
  ],
  ['401', /answer: 401/, (_, response) => void response.writeHead(401).end()],
  [
    'a compressed answer',
    /answer: gzip/,
    (_, response) => void response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(file),
  ],
  [
    'the sign-in page of a hotel',
    /answered with a web page/,
    (_, response) =>
      void response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end('<html>'),
  ],
  [
    'a redirect elsewhere',
    /redirects to https:\/\/evil\.example\/x/,
    (_, response) => void response.writeHead(301, { Location: 'https://evil.example/x' }).end(),
  ],
  [
    'a redirect to another port',
    /redirects to https:\/\/localhost:1\//,
    (_, response) => void response.writeHead(307, { Location: 'https://localhost:1/' }).end(),
  ],
  [
    'a redirect without encryption',
    /redirects to http:\/\/localhost/,
    ({ headers }, response) => void response.writeHead(308, { Location: `http://${headers.host}/` }).end(),
  ],
  [
    'a redirect to a file',
    /redirects to file:/,
    (_, response) => void response.writeHead(302, { Location: 'file:///etc/passwd' }).end(),
  ],
  ['a redirect without a target', /redirects in a loop/, (_, response) => void response.writeHead(302).end()],
  [
    'redirects without an end',
    /redirects in a loop/,
    (_, response) => void response.writeHead(302, { Location: '/again' }).end(),
  ],
  ['no answer', /did not respond/, () => {}, shortSilence],
  [
    'half an answer, then nothing',
    /did not respond/,
    (_, response) => void response.writeHead(200, { 'Content-Length': 100 }).write('half'),
    shortSilence,
  ],
  [
    'an answer that is cut off',
    /was cut off/,
    (_, response) => {
      response.writeHead(200, { 'Content-Length': 100 })
      response.write('half', () => response.destroy())
    },
  ],
  ['a connection that is cut off', /was cut off/, ({ socket }) => void socket.destroy()],
  [
    'one byte from time to time',
    /is too slow/,
    (_, response) => {
      const timer = setInterval(() => response.write('a'), 50)
      response.on('close', () => clearInterval(timer))
    },
    shortTotal,
  ],
  [
    'headers without an end',
    /could not be reached/,
    (_, response) => void response.writeHead(200, { Endless: 'a'.repeat(100_000) }).end(file),
  ],
  [
    'a length of 1 GB',
    /more than 1\sMB/,
    (_, response) => void response.writeHead(200, { 'Content-Length': 1024 ** 3 }).write('a'),
  ],
])('%s is reported with the name of the host', async (_, sentence, answer, limits = testLimits) => {
  const { answer: failure, host } = await ask(answer, {}, '', limits)
  expect(problem(failure)).toMatch(sentence)
  expect(problem(failure)).toContain(host)
})

test('1 GB without a length is refused soon after the limit', async () => {
  let sent = 0
  const chunk = Buffer.alloc(64 * 1024)
  const { answer } = await ask((_, response) => {
    const send = () => {
      while (sent < 1024 ** 3 && !response.destroyed) {
        sent += chunk.length
        if (!response.write(chunk)) return void response.once('drain', send)
      }
    }
    send()
  })
  expect(problem(answer)).toMatch(/more than 1\sMB/)
  expect(sent).toBeLessThan(64 * 1024 * 1024)
})

test('a server that cannot prove its name, or is not there, is reported', async () => {
  const asked = { etag: null, sha256: null }
  const { address, requests } = await serve((_, response) => void response.end(file))
  expect(problem(await download({ address, ...asked }))).toMatch(/cannot prove that it is localhost/)
  const named = makeCertificate(['example.org'])
  const other = await serve((_, response) => void response.end(file), named)
  expect(problem(await download({ address: other.address, ...asked }, { ca: named.cert }))).toMatch(
    /cannot prove that it is localhost/,
  )
  expect([...requests, ...other.requests]).toEqual([])
  expect(problem(await download({ address: 'https://localhost:1/', ...asked }))).toMatch(/cannot be reached/)
  expect(problem(await download({ address: 'https://nowhere.invalid/', ...asked }))).toMatch(
    /nowhere\.invalid was not found/,
  )
})

test('no request is sent to an address without encryption', async () => {
  const connections: unknown[] = []
  const server = createServer((socket) => void connections.push(socket.end('HTTP/1.1 200 OK\r\n\r\nfile')))
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const ask = (address: string) => download({ address, etag: null, sha256: null })
  expect(problem(await ask(`http://localhost:${port}/`))).toMatch(/is not an https address/)
  expect(problem(await ask('nonsense'))).toMatch(/is not an https address/)
  expect(connections).toEqual([])
  expect(problem(await ask(`https://localhost:${port}/`))).toMatch(/could not be reached|was cut off/)
})
