import { beforeEach, expect, test, vi } from 'vitest'
import { pictureTools } from './note-pictures.ts'

const { announced, answers } = vi.hoisted(() => ({ announced: [] as string[], answers: [] as unknown[] }))
vi.mock('i18next', () => ({
  default: { t: (key: string, values?: { reason?: string }) => values?.reason ?? key },
}))
vi.mock('../../../lib/store-client.ts', () => ({
  call: async () => {
    const answer = answers.shift()
    if (answer instanceof Error) throw answer
    return answer
  },
}))
vi.mock('../../../lib/error-text.ts', () => ({ getErrorText: ({ message }: Error) => message }))
vi.mock('../../../lib/queries.ts', () => ({}))
vi.mock('../../../lib/system-format.ts', () => ({}))
vi.mock('../../../ui/undo-bar.tsx', () => ({ announce: (text: string) => announced.push(text) }))

const pictures = ['one', 'two'].map((text) => new File([text], `${text}.png`, { type: 'image/png' }))
const stored = { sha256: '0a'.repeat(32), size: 3, isReoriented: false }

beforeEach(() => {
  announced.length = 0
  answers.splice(0, answers.length, stored, new Error('It is too large.'))
})

test('pictures that were stored before a failure are inserted', async () => {
  expect(await pictureTools.add(pictures, () => true)).toEqual([{ sha256: stored.sha256, alt: '' }])
  expect(announced).toEqual(['It is too large.'])
})

test('if the note was left, it is said that none of the pictures is in it, also after a failure', async () => {
  expect(await pictureTools.add(pictures, () => false)).toEqual([])
  expect(announced).toEqual(['editor.picture.noteLeft'])
})
