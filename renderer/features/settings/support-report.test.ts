import { expect, test } from 'vitest'
import { writeSupportReport } from './support-report.ts'

const desktop = {
  platform: 'linux',
  versions: { app: '1.2.3', electron: '45.4.1', chrome: '150.0.0.0', node: '24.1.0' },
  isSandboxed: true,
  locale: 'fr-FR',
} as const
const window = { width: 1440, height: 900, scale: 1.5 }
const failure = { code: 'file-access', message: 'SECRET /home/SECRET/file' } as const

test('the report names versions and counts, and no path or message', () => {
  const report = writeSupportReport({
    desktop,
    status: {
      state: 'recovery',
      folder: '/home/SECRET',
      sqlite: '3.51.0',
      readOnly: false,
      damage: {
        finding: 'header',
        reason: 'SECRET',
        movedTo: '/home/SECRET/damaged',
        backups: [],
      },
      problem: failure,
      keptLog: '/home/SECRET/log',
      encryption: 'off',
      setAside: ['/home/SECRET/damaged'],
      backupProblem: failure,
    },
    facts: {
      system: { release: '6.12', processor: 'x64', processors: 2, memoryBytes: 8e9 },
      database: { schema: 31, bytes: 2_500_000, freePages: 4 },
      rows: { note: 12, contact: 3 },
    },
    language: 'fr',
    window,
  })
  expect(report).not.toContain('SECRET')
  expect(report).toMatchInlineSnapshot(`
    "Rapporteur
      version: 1.2.3
      language: fr
      sandbox: true

    Runtime
      electron: 45.4.1
      chromium: 150.0.0.0
      node: 24.1.0
      sqlite: 3.51.0

    System
      platform: linux
      release: 6.12
      processor: x64, 2
      memory: 8000.0 MB
      locale: fr-FR
      window: 1440 × 900, scale 1.5

    Notebook
      state: recovery
      read-only: false
      damage: header
      problem: file-access
      backup problem: file-access
      log kept: true
      schema: 31
      size: 2.5 MB
      free pages: 4

    Rows
      note: 12
      contact: 3
    "
  `)
})

test('while the database cannot be read, the report has the rest', () => {
  const report = writeSupportReport({ desktop, status: undefined, facts: undefined, language: 'en', window })
  expect(report).toContain('version: 1.2.3')
  expect(report).toContain('state: unknown')
})
