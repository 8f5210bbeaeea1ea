import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseNote } from '../../../core/note-format/index.ts'
import { builtInTemplateHeadings, collectHeadings } from './template-headings.ts'

test.each(['en', 'fr', 'es', 'ru'] as const)('all headings of the templates in %s are known', (language) => {
  const strings = readFileSync(
    join(import.meta.dirname, `../../../core/i18n/${language}/interface.json`),
    'utf8',
  )
  const { templates } = JSON.parse(strings) as { templates: { texts: Record<string, string> } }
  const used = Object.values(templates.texts).flatMap((markdown) => collectHeadings(parseNote(markdown)))
  expect(new Set(builtInTemplateHeadings[language])).toEqual(new Set(used))
})
