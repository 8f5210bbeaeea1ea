import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  CARET_MARKER,
  fillTemplate,
  getTemplate,
  type TemplateFacts,
  templatePlaceholders,
} from './template.ts'

const facts: TemplateFacts = {
  conference: 'Octopus Conference 2016',
  session: 'Workshop 9',
  title: 'Crime *and* [jurisdiction]',
  day: 'Thursday 17 November 2016',
  time: '14:30',
  room: 'Room 3',
  languages: 'English',
  speakers: '',
  track: '',
  facts: 'Thu 17 Nov, 14:30 · Room 3 · English',
}

test('placeholders are filled in as text, and those without a value are left out', () => {
  const template =
    '# {title}\n\n*{facts}*\n\nSpeakers: {speakers}\n\n- {track}\n\n- [ ] {room}, {speakers}\n\n{unknown} {here}\n'
  expect(fillTemplate(template, facts)).toBe(
    `# Crime \\*and\\* \\[jurisdiction]\n\n*Thu 17 Nov, 14:30 · Room 3 · English*\n\n- [ ] Room 3,\n\n{unknown} ${CARET_MARKER}\n`,
  )
})

test('the rest of a template stays', () => {
  const template = '## Points\n\n- \n\n| a | b |\n| - | - |\n| {room} | |\n\n- [ ] &#x20;\n'
  expect(fillTemplate(template, facts)).toBe(
    '## Points\n\n-\n\n| a | b |\n| - | - |\n| {room} | |\n\n- [ ] &#x20;\n',
  )
})

test('a template made from a note has no times and no completed tasks', () => {
  const note = `## [14:33](rapporteur:at/2016-11-17T13:33:07Z) Points

[14:33](rapporteur:at/2016-11-17T13:33:07Z) [UNODC:](rapporteur:turn) {title}

- [x] [14:44](rapporteur:at/2016-11-17T13:44:10Z) Send it
`
  expect(getTemplate(note)).toBe('## Points\n\n[UNODC:](rapporteur:turn) {title}\n\n- [ ] Send it\n')
})

test('the documentation names every placeholder', () => {
  const format = readFileSync(new URL('../../docs/note-format.md', import.meta.url), 'utf8')
  for (const place of templatePlaceholders) expect(format).toContain(`\`{${place}}\``)
})
