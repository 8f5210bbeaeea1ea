import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toFileName } from './file-name.ts'

test.each([
  ['Mission report: Octopus Conference 2016', 'Mission report Octopus Conference 2016.md'],
  ['Отчёт о командировке: Страсбург', 'Отчёт о командировке Страсбург.md'],
  ['../../etc/passwd', 'etc passwd.md'],
  ['C:\\report?*', 'C report.md'],
  ['.hidden', 'hidden.md'],
  ['ends with a dot.', 'ends with a dot.md'],
  ['con', 'Report con.md'],
  ['LPT1.txt', 'Report LPT1.txt.md'],
  ['conference', 'conference.md'],
  ['photo\u202egpj', 'photo gpj.md'],
  ['', 'Report.md'],
  [' ./. ', 'Report.md'],
])('%j is saved as %j', (title, name) => {
  expect(toFileName(title, 'md')).toBe(name)
})

test('any title gives a file name that is valid on every system', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (title) => {
      const name = toFileName(title, 'md')
      expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}]/u)
      expect(name).not.toMatch(/^[. ]|[. ]\.md$|^\.md$/)
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(220)
    }),
  )
})
