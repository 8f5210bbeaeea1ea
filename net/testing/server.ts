/** A web server on this computer that answers as a test wants. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { onTestFinished } from 'vitest'
import { makeCertificate } from './certificate.ts'

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void

/** Starts a server that ends with the test. `requests`: the requests that have arrived. */
export async function serve(
  answer: RequestHandler,
  { key, cert } = makeCertificate(),
): Promise<{ address: string; ca: string; requests: IncomingMessage[] }> {
  const requests: IncomingMessage[] = []
  const server = createServer({ key, cert }, (request, response) => {
    requests.push(request)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { address: `https://localhost:${port}/days.rapporteur-pack`, ca: cert, requests }
}

/** Trusts a certificate in this process until the test ends, for code that cannot be given one. */
export function trust(ca: string): void {
  const before = getCACertificates('default')
  setDefaultCACertificates([ca])
  onTestFinished(() => setDefaultCACertificates(before))
}
