/** Syncthing, from its Debian package: each member has a folder of its own, and each two connect directly. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Carrier, CarrierOptions, Place } from './carrier.ts'
import { startProgram } from './program.ts'

const PORT = 22_000

export async function startSyncthing({ folder, places }: CarrierOptions): Promise<Carrier> {
  const getHome = ({ number }: Place) => join(folder, `home-${number}`)
  const getFolder = ({ number }: Place) => join(folder, `folder-${number}`)
  const devices = places.map((place) => ({ place, id: createIdentity(getHome(place)) }))
  const [first] = places
  if (!first) throw new Error('a carrier has members')
  const programs = places.map((place) => {
    mkdirSync(join(getFolder(place), '.stfolder'), { recursive: true })
    writeFileSync(join(getHome(place), 'config.xml'), writeConfig(getFolder(place), place, devices))
    return startProgram(
      place,
      ['syncthing', 'serve', '--no-browser', '--no-upgrade', `--home=${getHome(place)}`],
      join(getHome(place), 'log'),
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

/** No discovery, relay, report or update: only the given addresses are asked. */
function writeConfig(path: string, own: Place, devices: readonly { place: Place; id: string }[]): string {
  return `<configuration version="37">
  <folder id="delegation" path="${path}" type="sendreceive" rescanIntervalS="10" fsWatcherEnabled="true" fsWatcherDelayS="1">
    ${devices.map(({ id }) => `<device id="${id}"/>`).join('')}
    <minDiskFree unit="">0</minDiskFree>
  </folder>
  ${devices
    .map(
      ({ id, place }) =>
        `<device id="${id}" compression="never"><address>tcp://${place.address}:${PORT}</address></device>`,
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
