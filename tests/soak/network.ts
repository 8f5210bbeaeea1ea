/**
 * A network namespace for each delegate. A bridge joins them and leads nowhere else; their addresses are all in 127.0.0.0/8, which no packet
 * can leave. Where namespaces cannot be made, the same addresses are those of this computer's own loopback device.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'

export type Network = {
  /** Why there are no namespaces; null if there are. */
  problem: string | null
  /** The command that runs another one in the place's network. */
  enter(place: number): string[]
  /** Cuts the place off, or joins it again. */
  cut(place: number, isCut: boolean): void
  close(): void
}

export const getAddress = (place: number): string => `127.26.0.${place}`

/** `places`: numbers from 1 to 254, each of which gets an address. */
export async function createNetwork(places: readonly number[]): Promise<Network> {
  const holders: ChildProcess[] = []
  const close = () => {
    for (const holder of holders) holder.kill()
  }
  try {
    const hub = await hold(holders)
    runIn(hub, 'ip link add hub type bridge; ip link set hub addrgenmode none; ip link set hub up')
    const namespaces = new Map<number, ChildProcess>()
    for (const place of places) {
      const namespace = await hold(holders)
      namespaces.set(place, namespace)
      runIn(hub, `ip link add p${place} type veth peer name out netns ${namespace.pid}`)
      runIn(
        hub,
        `ip link set p${place} addrgenmode none; ip link set p${place} master hub; ip link set p${place} up`,
      )
      runIn(
        namespace,
        `echo 1 > /proc/sys/net/ipv4/conf/all/route_localnet
         ip link set lo up; ip addr del 127.0.0.1/8 dev lo; ip addr add 127.0.0.1/32 dev lo
         ip link set out addrgenmode none; ip addr add ${getAddress(place)}/24 dev out; ip link set out up`,
      )
    }
    return {
      problem: null,
      enter: (place) => ['nsenter', `--net=/proc/${namespaces.get(place)?.pid}/ns/net`],
      cut: (place, isCut) => runIn(hub, `ip link set p${place} ${isCut ? 'down' : 'up'}`),
      close,
    }
  } catch (error) {
    close()
    return { problem: String(error), enter: () => [], cut: () => {}, close: () => {} }
  }
}

async function hold(holders: ChildProcess[]): Promise<ChildProcess> {
  const holder = spawn('unshare', ['--net', 'sh', '-c', 'echo ready; exec sleep infinity'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  holders.push(holder)
  const failed = once(holder, 'exit').then(() => {
    throw new Error('unshare --net is not possible here: it needs Linux and root')
  })
  await Promise.race([once(holder.stdout, 'data'), failed])
  return holder
}

function runIn({ pid }: ChildProcess, commands: string): void {
  const { status, stderr } = spawnSync('nsenter', [`--net=/proc/${pid}/ns/net`, 'sh', '-e', '-c', commands], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${commands}: ${stderr}`)
}
