import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { getDownloadMark, removeCopies, writeCopy } from './opened-documents.ts'

const workFolder = mkdtempSync(join(tmpdir(), 'rapporteur-documents-'))
afterAll(() => rmSync(workFolder, { recursive: true }))
const bytes = new TextEncoder().encode('%PDF-')

test('each opening writes a new copy that only the delegate can read', async () => {
  const folder = join(workFolder, 'opened')
  const paths = [await writeCopy(folder, 'a.pdf', bytes), await writeCopy(folder, 'a.pdf', bytes)]
  expect(paths[0]).not.toBe(paths[1])
  for (const path of paths) expect(readFileSync(path, 'utf8')).toBe('%PDF-')
  if (process.platform !== 'win32') {
    const modes = [folder, dirname(paths[0] ?? ''), paths[0] ?? ''].map((path) => statSync(path).mode & 0o777)
    expect(modes).toEqual([0o700, 0o700, 0o400])
  }
  removeCopies(folder)
  expect(existsSync(folder)).toBe(false)
  removeCopies(folder)
})

test.skipIf(process.platform === 'win32')('a link in place of the folder is not followed', async () => {
  const otherFolder = join(workFolder, 'elsewhere')
  mkdirSync(otherFolder)
  writeFileSync(join(otherFolder, 'mine.txt'), 'mine')
  const folder = join(workFolder, 'linked')
  symlinkSync(otherFolder, folder)
  await expect(writeCopy(folder, 'a.pdf', bytes)).rejects.toThrow('is not a folder')
  removeCopies(folder)
  expect(existsSync(folder)).toBe(false)
  expect(readdirSync(otherFolder)).toEqual(['mine.txt'])
})

test('a document is marked as downloaded on systems with such a mark', () => {
  const now = new Date('2026-05-01T08:00:00Z')
  expect(getDownloadMark('win32', 'C:\\opened\\a.docx', now)).toEqual({
    stream: 'C:\\opened\\a.docx:Zone.Identifier',
    text: '[ZoneTransfer]\r\nZoneId=3\r\n',
  })
  expect(getDownloadMark('darwin', '/opened/a.docx', now)).toEqual({
    command: '/usr/bin/xattr',
    arguments: ['-w', 'com.apple.quarantine', '0081;69f45d80;Rapporteur;', '/opened/a.docx'],
  })
  expect(getDownloadMark('linux', '/opened/a.docx', now)).toBeNull()
})
