import { expect, test } from 'vitest'
import { getBlocks, getEntries, parseNote } from './index.ts'
import { addQuotation, removeQuotation, writeQuotation } from './quotation.ts'

const quotation = writeQuotation({
  source: 'Draft Guidance Note, p. 4:',
  paragraphs: ['Article 18 applies to [subscriber] information.', '1. It is stored abroad.'],
  at: '2016-11-17T13:41:52.000Z',
  timeZone: 'Europe/Paris',
})

const note = `[14:33](rapporteur:at/2016-11-17T13:33:07Z) [UNODC:](rapporteur:turn) Requests take ten months.

- half of them come back
`

test('a quotation is an entry of its own, without a speaker', () => {
  const quoted = addQuotation(note, quotation)
  expect(quoted).toBe(`${note}
[14:41](rapporteur:at/2016-11-17T13:41:52Z) Draft Guidance Note, p. 4:

> Article 18 applies to \\[subscriber] information.
>
> 1\\. It is stored abroad.
`)
  expect(getEntries(parseNote(quoted)).map(({ at }) => at)).toEqual([
    '2016-11-17T13:33:07.000Z',
    '2016-11-17T13:41:52.000Z',
  ])
  const turns = getBlocks(parseNote(quoted)).filter(({ turn }) => turn !== null)
  expect(JSON.stringify(turns)).toContain('Requests take ten months')
  expect(JSON.stringify(turns)).not.toContain('Article 18')
})

test('undoing removes the quotation and nothing that was written since', () => {
  expect(removeQuotation(addQuotation(note, quotation), quotation)).toBe(note)
  expect(removeQuotation(`${addQuotation(note, quotation)}\nAgreed.\n`, quotation)).toBe(`${note}\nAgreed.\n`)
  expect(removeQuotation(addQuotation('', quotation), quotation)).toBe('')
  expect(removeQuotation(note, quotation)).toBeNull()
  expect(removeQuotation(addQuotation(note, quotation).replace('abroad', 'here'), quotation)).toBeNull()
})

test('only whole lines are removed', () => {
  expect(removeQuotation('- Yes\n\nYes, but later.\n', '- Yes\n')).toBe('Yes, but later.\n')
  expect(removeQuotation('Yes\n\nYes, but later.\n', 'Yes\n')).toBe('Yes, but later.\n')
  expect(removeQuotation('Before.\n\nYes, but later.\n', 'Yes\n')).toBeNull()
})
