import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { commands } from './commands/index.ts'
import { writeManPage } from './man-page.ts'

test('the manual page has every command with its options', () => {
  const page = writeManPage()
  const sections = page.split(/^\.S[SH]\b.*$/m)
  for (const { name, options = {} } of commands) {
    const section = sections.find((text) => text.trimStart().startsWith(name.replaceAll('-', '\\-')))
    expect(section, name).toBeDefined()
    for (const flags of Object.keys(options)) {
      const [long = ''] = flags.split(' ')
      expect(section, name).toContain(`\\fB${long.replaceAll('-', '\\-')}\\fR`)
    }
  }
  // The page is the same on every computer.
  expect(page).not.toContain(process.env.HOME)
})

const hasGroff = spawnSync('groff', ['--version']).status === 0

test.skipIf(!hasGroff)('groff formats it without a warning', () => {
  const { stdout, stderr } = spawnSync('groff', ['-man', '-Tutf8', '-Kutf8', '-ww', '-'], {
    input: writeManPage(),
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  expect(stdout).toContain('rapporteur - read conference programmes')
})
