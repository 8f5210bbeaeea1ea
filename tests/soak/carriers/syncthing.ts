/** Syncthing, from its Debian package: each member has a folder, and all members connect directly to each other. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Carrier, CarrierOptions, Host } from './carrier.ts'
import { startProgram } from './program.ts'

const PORT = 22_000

export async function startSyncthing({ folder, hosts }: CarrierOptions): Promise<Carrier> {
  const getHome = ({ number }: Host) => join(folder, `home-${number}`)
  const getFolder = ({ number }: Host) => join(folder, `folder-${number}`)
  const devices = hosts.map((host) => ({ host, id: createIdentity(getHome(host)) }))
  const [first] = hosts
  if (!first) throw new Error('no members')
  const programs = hosts.map((host) => {
    mkdirSync(join(getFolder(host), '.stfolder'), { recursive: true })
    writeFileSync(join(getHome(host), 'config.xml'), writeConfig(getFolder(host), host, devices))
    return startProgram(
      host,
      ['syncthing', 'serve', '--no-browser', '--no-upgrade', `--home=${getHome(host)}`],
      join(getHome(host), 'log'),
    )
  })
  return {
    getFolder,
    getBridge: () => getFolder(first),
    carry: async () => {},
    delayMs: 15_000,
    stop: async () => {
      await Promise.all(programs.map(({ stop }) => stop()))
    },
  }
}

function createIdentity(home: string): string {
  mkdirSync(home)
  const { status, stderr } = spawnSync('syncthing', ['generate', `--home=${home}`, '--no-default-folder'], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`Syncthing does not start (Debian package syncthing): ${stderr}`)
  return spawnSync('syncthing', ['--device-id', `--home=${home}`], { encoding: 'utf8' }).stdout.trim()
}

/**
 * Switches off discovery, relays, reports and updates, so that Syncthing connects only to the given addresses. After failed attempts to
 * fetch a file, Syncthing pauses for up to 60 times `pullerPauseS`.
 */
function writeConfig(path: string, own: Host, devices: readonly { host: Host; id: string }[]): string {
  return `<configuration version="37">
  <folder id="delegation" path="${path}" type="sendreceive" rescanIntervalS="10" fsWatcherEnabled="true" fsWatcherDelayS="1">
    ${devices.map(({ id }) => `<device id="${id}"/>`).join('')}
    <minDiskFree unit="">0</minDiskFree>
    <pullerPauseS>1</pullerPauseS>
  </folder>
  ${devices
    .map(
      ({ id, host }) =>
        `<device id="${id}" compression="never"><address>tcp://${host.address}:${PORT}</address></device>`,
    )
    .join('\n  ')}
  <gui enabled="false"></gui>
  <options>
    <listenAddress>tcp://${own.address}:${PORT}</listenAddress>
    <globalAnnounceEnabled>false</globalAnnounceEnabled>
    <localAnnounceEnabled>false</localAnnounceEnabled>
    <relaysEnabled>false</relaysEnabled>
    <natEnabled>false</natEnabled>
    <reconnectionIntervalS>3</reconnectionIntervalS>
    <startBrowser>false</startBrowser>
    <urAccepted>-1</urAccepted>
    <autoUpgradeIntervalH>0</autoUpgradeIntervalH>
    <crashReportingEnabled>false</crashReportingEnabled>
    <stunKeepaliveStartS>0</stunKeepaliveStartS>
    <announceLANAddresses>false</announceLANAddresses>
  </options>
</configuration>
`
}
