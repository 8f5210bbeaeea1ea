import { expect, test } from 'vitest'
import { listLibraryPackages, listMissingLibraries } from './system-packages.ts'

test('lists the missing libraries in the output of ldd, each once', () => {
  const output = [
    '\tlinux-vdso.so.1 (0x00007ffc)',
    '\tlibgtk-3.so.0 => not found',
    '\tlibnss3.so => /lib/x86_64-linux-gnu/libnss3.so (0x00007f)',
    '\tlibgbm.so.1 => not found',
    '\tlibgtk-3.so.0 => not found',
  ].join('\n')
  expect(listMissingLibraries(output)).toEqual(['libgtk-3.so.0', 'libgbm.so.1'])
})

test.each([
  ['Debian 13', 'ID=debian\nVERSION_ID="13"', true],
  ['Debian without a version (testing)', 'ID=debian', true],
  ['Debian 12', 'ID=debian\nVERSION_ID="12"', false],
  ['Ubuntu 24.04', 'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"', true],
  ['Ubuntu 22.04', 'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="22.04"', false],
])('the package names for %s', (_, osRelease, renamed) => {
  const names = listLibraryPackages(osRelease)
  expect(names.includes('libgtk-3-0t64')).toBe(renamed)
  expect(names.includes('libgtk-3-0')).toBe(!renamed)
  expect(names).toContain('libnss3')
})
