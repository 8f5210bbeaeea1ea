/**
 * Gives each delegate a network namespace. A bridge connects the namespaces, and nothing else; all addresses are in 127.0.0.0/8, which no
 * packet can leave. If namespaces cannot be created, the delegates use the same addresses on this computer's loopback device.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'

export type Network = {
  /** The reason why there are no namespaces; null if there are namespaces. */
  problem: string | null
  /** @returns the beginning of a command that runs another command in the namespace of this delegate */
  enter(host: number): string[]
  /** Cuts the delegate off from the network, or connects the delegate again. */
  setConnected(host: number, isConnected: boolean): void
  close(): void
}

export const getAddress = (host: number): string => `127.26.0.${host}`

/** `hosts`: the numbers of the delegates and servers, from 1 to 254. Each gets an address. */
export async function createNetwork(hosts: readonly number[]): Promise<Network> {
  const namespaceProcesses: ChildProcess[] = []
  const close = () => {
    for (const child of namespaceProcesses) child.kill()
  }
  try {
    const hub = await createNamespace(namespaceProcesses)
    runIn(hub, 'ip link add hub type bridge; ip link set hub addrgenmode none; ip link set hub up')
    const namespaces = new Map<number, ChildProcess>()
    for (const host of hosts) {
      const namespace = await createNamespace(namespaceProcesses)
      namespaces.set(host, namespace)
      runIn(hub, `ip link add p${host} type veth peer name out netns ${namespace.pid}`)
      runIn(
        hub,
        `ip link set p${host} addrgenmode none; ip link set p${host} master hub; ip link set p${host} up`,
      )
      runIn(
        namespace,
        `echo 1 > /proc/sys/net/ipv4/conf/all/route_localnet
         ip link set lo up; ip addr del 127.0.0.1/8 dev lo; ip addr add 127.0.0.1/32 dev lo
         ip link set out addrgenmode none; ip addr add ${getAddress(host)}/24 dev out; ip link set out up`,
      )
    }
    return {
      problem: null,
      enter: (host) => ['nsenter', `--net=/proc/${namespaces.get(host)?.pid}/ns/net`],
      setConnected: (host, isConnected) => runIn(hub, `ip link set p${host} ${isConnected ? 'up' : 'down'}`),
      close,
    }
  } catch (error) {
    close()
    return { problem: String(error), enter: () => [], setConnected: () => {}, close: () => {} }
  }
}

/** Adds the process that keeps the namespace alive to `processes`. */
async function createNamespace(processes: ChildProcess[]): Promise<ChildProcess> {
  const holder = spawn('unshare', ['--net', 'sh', '-c', 'echo ready; exec sleep infinity'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  processes.push(holder)
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
