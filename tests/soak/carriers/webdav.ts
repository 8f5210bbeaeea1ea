/**
 * Two carriers over WebDAV: a folder on Apache's mod_dav, which each member mounts; and a folder on `rclone serve webdav`, to and from
 * which rclone copies. Both come from Debian packages: apache2-bin, rclone, fuse3.
 */
import { chownSync, existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Carrier, CarrierOptions, Host } from './carrier.ts'
import { expectProgram, type Program, runProgram, startProgram } from './program.ts'

const PORT = 8_080
/** Apache refuses to serve as root. */
const NOBODY = 65_534
const isRoot = userInfo().uid === 0
const getEnvironment = (server: Host) => ({
  RCLONE_WEBDAV_URL: `http://${server.address}:${PORT}`,
  RCLONE_CONFIG: '/dev/null',
})
/** Short timeouts, so that a member does not wait longer than the partition lasts. */
const timeouts = ['--timeout=4s', '--contimeout=2s', '--retries=1', '--low-level-retries=2']

export async function startModDav({ folder, hosts, server }: CarrierOptions): Promise<Carrier> {
  expectProgram('apache2', 'apache2-bin')
  expectProgram('rclone', 'rclone')
  const site = join(folder, 'site')
  const locks = join(folder, 'locks')
  for (const path of [site, locks]) {
    mkdirSync(path)
    if (isRoot) chownSync(path, NOBODY, NOBODY)
  }
  writeFileSync(join(folder, 'apache.conf'), writeApacheConfig(folder, site, server))
  const apache = startProgram(
    server,
    ['apache2', '-f', join(folder, 'apache.conf'), '-DFOREGROUND'],
    join(folder, 'apache.log'),
  )
  await waitForServer(server)
  const getFolder = ({ number }: Host) => join(folder, `mount-${number}`)
  const mounts: { program: Program; path: string }[] = []
  for (const host of hosts) {
    const path = getFolder(host)
    mkdirSync(path)
    const options = [
      '--vfs-cache-mode=writes',
      '--vfs-write-back=0s',
      '--dir-cache-time=1s',
      '--attr-timeout=1s',
      `--cache-dir=${join(folder, `cache-${host.number}`)}`,
    ]
    const command = ['rclone', 'mount', ':webdav:', path, ...options, ...timeouts]
    mounts.push({
      path,
      program: startProgram(host, command, join(folder, `mount-${host.number}.log`), getEnvironment(server)),
    })
  }
  for (const { path } of mounts) await waitForMount(path)
  return {
    getFolder,
    // Not a member's mount, since access to it would block while that member is cut off.
    getBridge: () => site,
    carry: async () => {},
    delayMs: 4_000,
    async stop() {
      for (const { path, program } of mounts) {
        await runProgram({ prefix: [] }, ['fusermount3', '-uz', path])
        await program.stop()
      }
      await apache.stop()
    },
  }
}

export async function startRcloneServer({ folder, server }: CarrierOptions): Promise<Carrier> {
  expectProgram('rclone', 'rclone')
  const site = join(folder, 'site')
  mkdirSync(site)
  const rclone = startProgram(
    server,
    // By default rclone notices files that are copied into its folder only after five minutes.
    ['rclone', 'serve', 'webdav', site, `--addr=${server.address}:${PORT}`, '--dir-cache-time=1s'],
    join(folder, 'server.log'),
  )
  await waitForServer(server)
  const getFolder = ({ number }: Host) => {
    const memberFolder = join(folder, `folder-${number}`)
    mkdirSync(memberFolder, { recursive: true })
    return memberFolder
  }
  return {
    getFolder,
    getBridge: () => site,
    delayMs: 0,
    /** Uploads the member's own files, and downloads the files of the others. */
    async carry(host, device) {
      const memberFolder = getFolder(host)
      const runRclone = (...args: string[]) =>
        runProgram(host, ['rclone', ...args, ...timeouts], getEnvironment(server))
      for (const path of globSync(`rapporteur-*/${device}`, { cwd: memberFolder })) {
        await runRclone('sync', join(memberFolder, path), `:webdav:${path}`)
      }
      await runRclone('sync', ':webdav:', memberFolder, `--exclude=/rapporteur-*/${device}/**`)
    },
    stop: () => rclone.stop(),
  }
}

async function waitForServer(server: Host): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { code } = await runProgram(
      server,
      ['rclone', 'lsf', ':webdav:', '--contimeout=1s', '--retries=1'],
      getEnvironment(server),
    )
    if (code === 0) return
    await sleep(200)
  }
  throw new Error(`no WebDAV server answers at ${server.address}`)
}

async function waitForMount(path: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { output } = await runProgram({ prefix: [] }, ['findmnt', '--noheadings', '--output=FSTYPE', path])
    if (output.includes('fuse')) return
    await sleep(200)
  }
  throw new Error(
    `rclone cannot mount ${basename(dirname(path))}: is there /dev/fuse, and the Debian package fuse3?`,
  )
}

function writeApacheConfig(folder: string, site: string, server: Host): string {
  const modules = '/usr/lib/apache2/modules'
  const names = ['mpm_event', 'authn_core', 'authz_core', 'unixd', 'dav', 'dav_fs', 'dav_lock'].filter(
    (name) => existsSync(join(modules, `mod_${name}.so`)),
  )
  return `ServerRoot ${folder}
ServerName ${server.address}
PidFile ${folder}/apache.pid
ErrorLog ${folder}/error.log
Listen ${server.address}:${PORT}
${names.map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`).join('\n')}
${isRoot ? `User #${NOBODY}\nGroup #${NOBODY}` : ''}
DocumentRoot ${site}
DavLockDB ${folder}/locks/db
<Directory ${site}>
  Dav On
  Require all granted
</Directory>
`
}
