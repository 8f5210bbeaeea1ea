/**
 * Downloads a programme from its address. The only code of the app that opens a connection (docs/adr/0007-refresh.md): one request
 * each time the delegate asks, to one host, without cookies and without anything that identifies the delegate.
 */
import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { getHost, parseAddress } from '../core/address.ts'
import type { DownloadAnswer, DownloadRequest } from '../core/download.ts'
import { type Message, message } from '../core/i18n/message.ts'

export type Limits = {
  bytes: number
  redirects: number
  /** The longest pause in the server's answer. */
  silenceMs: number
  /** The longest time for the whole download, redirects included. */
  totalMs: number
}

/** A programme that could not be imported is not downloaded either: `bytes` is the limit of the importers. */
export const LIMITS: Limits = { bytes: 64 * 1024 * 1024, redirects: 3, silenceMs: 20_000, totalMs: 300_000 }

/** Only for tests. `ca`: the certificate to trust; by default those of the public authorities. */
export type TestOptions = { limits?: Limits; ca?: string }

export async function download(
  request: DownloadRequest,
  testOptions: TestOptions = {},
): Promise<DownloadAnswer> {
  const { limits = LIMITS } = testOptions
  const host = URL.canParse(request.address) ? getHost(request.address) : request.address
  const signal = AbortSignal.timeout(limits.totalMs)
  try {
    return await requestFile(request, { ...testOptions, limits, signal }, 0)
  } catch (error) {
    return { kind: 'failed', problem: describeFailure(error, host, signal.aborted, limits) }
  }
}

type DownloadJob = TestOptions & { limits: Limits; signal: AbortSignal }

class RefusedDownload extends Error {
  readonly problem: Message
  constructor(problem: Message) {
    super(problem.code)
    this.problem = problem
  }
}

/** Sends the request, and follows redirects within the host. */
async function requestFile(
  request: DownloadRequest,
  job: DownloadJob,
  redirects: number,
): Promise<DownloadAnswer> {
  const address = parseAddress(request.address)
  if (address === null)
    throw new RefusedDownload(message('download.no-address', { address: request.address }))
  const host = getHost(address)
  const response = await sendRequest(address, request.etag, job)
  try {
    const { statusCode: status = 0, headers } = response
    if ([301, 302, 303, 307, 308].includes(status)) {
      const next = findRedirect(address, headers.location, redirects + 1, job.limits)
      return await requestFile({ ...request, address: next }, job, redirects + 1)
    }
    if (status === 304 && request.etag !== null) return { kind: 'unchanged', etag: request.etag }
    if (status === 404 || status === 410) throw new RefusedDownload(message('download.not-found', { host }))
    if (status !== 200)
      throw new RefusedDownload(message('download.unexpected', { host, answer: String(status) }))
    const { 'content-encoding': encoding = 'identity', 'content-type': type = '' } = headers
    if (encoding !== 'identity')
      throw new RefusedDownload(message('download.unexpected', { host, answer: encoding.slice(0, 40) }))
    if (/^text\/html\b/i.test(type)) throw new RefusedDownload(message('download.web-page', { host }))
    const bytes = await readBody(response, host, job.limits)
    const etag = readEtag(headers.etag)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    if (sha256 === request.sha256) return { kind: 'unchanged', etag }
    return { kind: 'file', name: getFileName(address), bytes, etag, sha256 }
  } finally {
    response.destroy()
  }
}

/** Throws for a redirect to another host, which the delegate has not agreed to ask. */
function findRedirect(
  address: string,
  location: string | undefined,
  count: number,
  { redirects }: Limits,
): string {
  const host = getHost(address)
  const next = URL.canParse(location ?? '', address) ? new URL(location ?? '', address) : null
  if (!next || count > redirects) throw new RefusedDownload(message('download.redirects', { host }))
  if (parseAddress(next.href) === null || next.host !== host)
    throw new RefusedDownload(message('download.redirected', { host, address: next.href.slice(0, 200) }))
  return next.href
}

function sendRequest(
  address: string,
  etag: string | null,
  { limits, signal, ca }: DownloadJob,
): Promise<IncomingMessage> {
  const headers = {
    'User-Agent': 'Rapporteur',
    Accept: '*/*',
    // An encoded answer could inflate beyond the limit.
    'Accept-Encoding': 'identity',
    ...(etag === null ? {} : { 'If-None-Match': etag }),
  }
  return new Promise((resolve, reject) => {
    // Without a shared agent the connection ends with its answer.
    const clientRequest = request(address, {
      agent: false,
      headers,
      signal,
      timeout: limits.silenceMs,
      ...(ca ? { ca } : {}),
    })
    let response: IncomingMessage | null = null
    clientRequest.on('timeout', () => {
      const seconds = Math.round(limits.silenceMs / 1000)
      const silenceError = new RefusedDownload(
        message('download.silent', { host: getHost(address), seconds }),
      )
      ;(response ?? clientRequest).destroy(silenceError)
    })
    clientRequest.on('error', reject)
    clientRequest.on('response', (answer) => {
      response = answer
      resolve(answer)
    })
    clientRequest.end()
  })
}

async function readBody(
  response: IncomingMessage,
  host: string,
  { bytes: maxBytes }: Limits,
): Promise<Uint8Array> {
  const createTooLargeError = () =>
    new RefusedDownload(message('download.too-large', { host, megabytes: maxBytes / 1024 / 1024 }))
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw createTooLargeError()
  const parts: Buffer[] = []
  let size = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length
    if (size > maxBytes) throw createTooLargeError()
    parts.push(part)
  }
  if (!response.complete) throw new RefusedDownload(message('download.cut-off', { host }))
  return Buffer.concat(parts)
}

/** @returns null if the text is not an entity tag (RFC 9110 §8.8.3), or is too long to store */
function readEtag(etag: string | undefined): string | null {
  return etag !== undefined && etag.length <= 200 && /^(?:W\/)?"[\x21\x23-\x7e]*"$/.test(etag) ? etag : null
}

/** The last part of the path, with characters that every file system allows. */
function getFileName(address: string): string {
  const lastPart = new URL(address).pathname.split('/').pop() ?? ''
  const name = decodeOrKeep(lastPart)
    .replaceAll(/[^\p{Letter}\p{Mark}\p{Number} ._()-]/gu, '_')
    .replace(/^[. ]+/, '')
    .slice(-100)
  return name === '' ? 'programme' : name
}

function decodeOrKeep(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return text
    throw error
  }
}

function describeFailure(error: unknown, host: string, isTimedOut: boolean, { totalMs }: Limits): Message {
  if (error instanceof RefusedDownload) return error.problem
  if (isTimedOut)
    return message('download.too-slow', { host, minutes: Math.max(1, Math.round(totalMs / 60_000)) })
  if (!(error instanceof Error)) throw error
  const code = 'code' in error ? String(error.code) : ''
  if (['ENOTFOUND', 'EAI_AGAIN'].includes(code)) return message('download.no-host', { host })
  if (['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'].includes(code))
    return message('download.no-connection', { host })
  if (['ECONNRESET', 'EPIPE'].includes(code)) return message('download.cut-off', { host })
  if (/CERT|SELF_SIGNED|UNABLE_TO/.test(code)) return message('download.certificate', { host })
  return message('download.failed', { host, reason: code || error.message })
}
