import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildOutdatedParts } from './build-parts.ts'
import { root } from './lib/paths.ts'
import { run } from './lib/run.ts'
import { printStatus, runScript, UserError } from './lib/script-output.ts'
import { prepareRuntime } from './prepare.ts'
import { requireReaders } from './runtime/system-packages.ts'

/*
 * npm run test:packets [-- FILE…]: runs the window tests in a network namespace, and fails if a packet leaves it. Needs Linux and root. The
 * tests themselves drive the app over the loopback device, so packets are counted on a second device, to which all other addresses lead,
 * and UDP (such as DNS) everywhere.
 */
await runScript(async () => {
  // The namespace has no network to download what is missing.
  await prepareRuntime()
  await requireReaders()
  await buildOutdatedParts()
  const namespace = await createNamespace()
  try {
    const before = countPackets(namespace)
    const tests = [process.execPath, join(root, 'scripts', 'e2e.ts'), ...process.argv.slice(2)]
    const { code } = await run('nsenter', [`--net=/proc/${namespace.pid}/ns/net`, ...tests], {
      stdio: 'inherit',
    })
    const packets = countPackets(namespace) - before
    printStatus(`${packets} packets left the computer during the window tests`)
    sendTestPacket(namespace)
    if (countPackets(namespace) - before === packets)
      throw new Error('the counter missed a packet that was sent to test it')
    return code === 0 && packets === 0 ? 0 : 1
  } finally {
    namespace.kill()
  }
})

/** Starts a process in a network namespace of its own. One device there leads to every address except this computer's own. */
async function createNamespace(): Promise<ChildProcess> {
  const commands = [
    'ip link set lo up',
    'ip link add out type veth peer name far',
    // Without this, the devices announce themselves, and these packets would be counted.
    'ip link set out addrgenmode none && ip link set far addrgenmode none',
    'ip link set far up && ip link set out up',
    'ip addr add 192.0.2.1/24 dev out',
    'ip neigh add 192.0.2.2 lladdr 02:00:00:00:00:02 dev out',
    'ip route add default via 192.0.2.2 dev out',
    'echo ready',
    'exec sleep infinity',
  ]
  const created = spawn('unshare', ['--net', 'sh', '-e', '-c', commands.join('\n')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const failed = once(created, 'exit').then(() => {
    throw new UserError(
      'packets can be counted only on Linux and as root, since this needs a network namespace',
    )
  })
  await Promise.race([once(created.stdout, 'data'), failed])
  return created
}

function countPackets({ pid }: ChildProcess): number {
  const readLines = (name: string) => readFileSync(`/proc/${pid}/net/${name}`, 'utf8').split('\n')
  const device = readLines('dev').find((line) => line.trim().startsWith('out:')) ?? ''
  // The columns of /proc/net/dev: eight of received data, then the bytes and the packets that were sent.
  const sent = Number(device.split(':')[1]?.trim().split(/\s+/)[9])
  const [names = [], values = []] = readLines('snmp')
    .filter((line) => line.startsWith('Udp:'))
    .map((line) => line.split(' '))
  return sent + Number(values[names.indexOf('OutDatagrams')])
}

/** Sends a packet to an address that leads out of the namespace, to test the counter. */
function sendTestPacket({ pid }: ChildProcess): void {
  const send = "require('dgram').createSocket('udp4').send('x', 53, '192.0.2.7', () => process.exit())"
  spawnSync('nsenter', [`--net=/proc/${pid}/ns/net`, process.execPath, '-e', send])
}
