/** The shipped app has the sandbox and a supported Electron. */
import { createRequire } from 'node:module'
import { Packager } from 'app-builder-lib'
import { LinuxPackager } from 'app-builder-lib/out/linuxPackager.js'
import { LinuxTargetHelper } from 'app-builder-lib/out/targets/LinuxTargetHelper.js'
import { expect, test } from 'vitest'
import { root } from '../lib/paths.ts'
import { UserError } from '../lib/script-output.ts'
import { createConfiguration } from './packaging.ts'

const { default: AppImageTarget } = createRequire(import.meta.url)(
  'app-builder-lib/out/targets/appimage/AppImageTarget.js',
)

test('the menu entry of the AppImage starts the app in its sandbox', async () => {
  const info = new Packager({
    projectDir: root,
    config: { extends: 'electron-builder.yml', electronVersion: '45.4.1' },
  })
  await info.validateConfig()
  const linux = new LinuxPackager(info)
  const target = new AppImageTarget('appImage', linux, new LinuxTargetHelper(linux), 'release')
  const entry: string = await target.desktopEntry.value
  expect(entry).toMatch(/^Exec=AppRun %U$/m)
  expect(entry).not.toContain('no-sandbox')
})

const official = { kind: 'official', version: '45.4.1', executable: '/electron/electron' } as const
const registry = { kind: 'registry', version: '33.2.1', executable: '/cache/electron/electron' } as const

test('the older Electron from the registry is packaged for tests only', () => {
  expect(createConfiguration(official, false)).toEqual({})
  expect(() => createConfiguration(registry, false)).toThrow(UserError)
  expect(() => createConfiguration(registry, false)).toThrow(/33\.2\.1 .* no security fixes/)
  expect(createConfiguration(registry, true)).toMatchObject({
    electronVersion: '33.2.1',
    electronDist: '/cache/electron',
  })
})
