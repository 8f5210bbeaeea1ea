/**
 * Lets 10,000 delegates press Refresh, and counts the requests to nginx, a static web server, and its answers. First each gets the pack,
 * then each asks whether it has changed. Needs the Debian package nginx.
 */
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { getBytes } from '../db/testing/bundles.ts'
import { createSources, pack } from '../db/testing/packs.ts'
import { download } from '../net/download.ts'
import { makeCertificate } from '../net/testing/certificate.ts'
import { workFolder } from './lib/work-folder.ts'

const DELEGATES = 10_000
const CONCURRENT_REQUESTS = 20

const { key, cert } = makeCertificate()
const site = join(workFolder, 'site')
mkdirSync(site)
// A document of a usual size.
const document = getBytes(`%PDF-1.4\n${randomBytes(150_000).toString('base64')}\n%%EOF\n`)
const files = createSources().map((file) => (file.role === 'document' ? { ...file, bytes: document } : file))
const bytes = pack(() => {}, { files })
writeFileSync(join(site, 'days.rapporteur-pack'), bytes)
writeFileSync(join(workFolder, 'key.pem'), key)
writeFileSync(join(workFolder, 'cert.pem'), cert)
const port = await findPort()
const log = join(workFolder, 'access.log')
writeFileSync(
  join(workFolder, 'nginx.conf'),
  `daemon off; user ${userInfo().username}; pid ${workFolder}/nginx.pid; error_log ${workFolder}/error.log; worker_processes 1;
events { worker_connections 512; }
http {
  log_format counted '$status $bytes_sent';
  access_log ${log} counted;
  server {
    listen 127.0.0.1:${port} ssl;
    ssl_certificate ${workFolder}/cert.pem;
    ssl_certificate_key ${workFolder}/key.pem;
    root ${site};
  }
}
`,
)
const checked = spawnSync('nginx', ['-t', '-q', '-c', join(workFolder, 'nginx.conf')], { encoding: 'utf8' })
if (checked.status !== 0)
  throw new Error(`nginx does not start (Debian package nginx): ${checked.stderr ?? checked.error}`)
const server = spawn('nginx', ['-c', join(workFolder, 'nginx.conf')], { stdio: 'ignore' })
try {
  await sleep(500)
  const address = `https://localhost:${port}/days.rapporteur-pack`
  const requestPack = (etag: string | null) => download({ address, etag, sha256: null }, { ca: cert })
  const first = await requestPack(null)
  if (first.kind !== 'file') throw new Error(JSON.stringify(first))
  const { etag } = first
  for (const [phase, knownEtag] of [
    ['gets the pack', null],
    ['asks again', etag],
  ] as const) {
    const before = readLog().length
    const started = performance.now()
    const kinds = await requestFromAll(() => requestPack(knownEtag))
    const seconds = (performance.now() - started) / 1000
    const lines = readLog().slice(before)
    const sum = lines.reduce((total, [, sent]) => total + sent, 0)
    const answers = [...count(lines.map(([status]) => String(status)))].map(
      ([status, times]) => `${times} × ${status}`,
    )
    process.stdout.write(
      `each of ${DELEGATES} delegates ${phase}: ${lines.length} requests, ${answers.join(', ')}, ` +
        `${Math.round(sum / lines.length)} bytes each (the pack has ${bytes.length}), ${seconds.toFixed(0)} s; ` +
        `the delegates see: ${[...count(kinds)].map(([kind, times]) => `${times} × ${kind}`).join(', ')}\n`,
    )
  }
} finally {
  server.kill('SIGQUIT')
  await once(server, 'exit')
}

async function requestFromAll(request: () => ReturnType<typeof download>): Promise<string[]> {
  const kinds: string[] = []
  let waitingDelegates = DELEGATES
  const sendRequests = async () => {
    while (waitingDelegates > 0) {
      waitingDelegates -= 1
      kinds.push((await request()).kind)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENT_REQUESTS }, sendRequests))
  return kinds
}

/** The status and the bytes of each answer. */
function readLog(): [status: number, sent: number][] {
  return readFileSync(log, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' ').map(Number) as [number, number])
}

function count(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}

async function findPort(): Promise<number> {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
