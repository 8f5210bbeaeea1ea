import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  getBlocks,
  getBlockText,
  getNoteItems,
  getPictures,
  getTasks,
  type Person,
  parseNote,
  serialiseNote,
} from './index.ts'
import { anyMarkdown, anyNote } from './testing/arbitraries.ts'

const at = (time: string) => `[14:00](rapporteur:at/2016-11-17T${time}:00Z)`
const stored = (time: string) => `2016-11-17T${time}:00.000Z`
const unodc = '[UNODC:](rapporteur:turn/contact/octopus-2016/unodc)'
const chair = '[The chair :](rapporteur:turn)'
const internal = '[Internal:](rapporteur:internal)'
const decision = '[Decision:](rapporteur:decision)'
const question = '[Question:](rapporteur:question)'

/** The speakers with what they said, in the order of their turns. */
function listTurns(markdown: string) {
  const turns: { who: Person; blocks: string[] }[] = []
  for (const block of getBlocks(parseNote(markdown))) {
    if (!block.turn) continue
    if (block.beginsTurn) turns.push({ who: block.turn, blocks: [] })
    turns.findLast(({ who }) => who === block.turn)?.blocks.push(getBlockText(block))
  }
  return turns.map(({ who, blocks }) => [who.name, blocks] as const)
}
const listBlocks = (markdown: string) =>
  getBlocks(parseNote(markdown)).map((block) => [getBlockText(block), block.confidentiality])

test('a task has its assignees, its dates, and the time of its entry', () => {
  const [first, second, ...others] = getTasks(
    parseNote(`- [ ] ${at('13:44')} Send **the report** [for Anna Ek](rapporteur:for/contact/7d3b) [on 28 November 2016](rapporteur:do/2016-11-28) [by 1 December 2016](rapporteur:due/2016-12-01).
- [x] ${internal} ${question} Ask [pour le secrétariat](rapporteur:for) and [отв. UNODC](rapporteur:for/contact/octopus-2016/unodc)
- [ ] &#x20;
- no task
`),
  )
  expect(first).toMatchObject({
    index: 0,
    at: stored('13:44'),
    done: false,
    text: 'Send the report.',
    who: [{ name: 'Anna Ek', key: { kind: 'contact', conference: null, id: '7d3b' } }],
    due: '2016-12-01',
    planned: '2016-11-28',
    confidentiality: null,
  })
  expect(second).toMatchObject({
    index: 1,
    at: stored('13:44'),
    done: true,
    text: 'Ask and',
    who: [
      { name: 'le secrétariat', key: null },
      { name: 'UNODC', key: { kind: 'contact', conference: 'octopus-2016', id: 'unodc' } },
    ],
    due: null,
    planned: null,
    confidentiality: 'internal',
  })
  expect(others).toEqual([])
})

test('finds decisions and open questions', () => {
  const { decisions, questions } = getNoteItems(
    parseNote(`${at('13:44')} ${internal} ${unodc} ${decision} Report *both*.

${decision}

- ${question} Who pays?
`),
  )
  expect(
    decisions.map(({ text, at, confidentiality, turn }) => [text, at, confidentiality, turn?.name]),
  ).toEqual([['Report both.', stored('13:44'), 'internal', 'UNODC']])
  expect(questions.map(({ text, turn }) => [text, turn])).toEqual([['Who pays?', null]])
})

test('marks are read in any order, each once; the rest is text', () => {
  const [block] = getBlocks(parseNote(`${decision} ${internal} ${decision} ${unodc} Text`))
  expect(block).toMatchObject({ kind: 'decision', confidentiality: 'internal', turn: null })
  expect(block && getBlockText(block)).toBe('Decision: UNODC: Text')
})

test('a turn continues to the end of its entry, the next speaker, or a decision or heading', () => {
  expect(
    listTurns(`${at('13:40')} ${unodc} Cooperation is slow.

- first
- second

${chair} Thanks.

More thanks.

${decision} Both are reported.

After it.

${at('13:45')} Nobody in particular.`),
  ).toEqual([
    ['UNODC', ['Cooperation is slow.', 'first', 'second']],
    ['The chair', ['Thanks.', 'More thanks.']],
  ])
})

test('a turn within a list item ends with the item', () => {
  expect(listTurns(`${unodc} All\n\n- ${chair} One\n\n  more\n- other`)).toEqual([
    ['UNODC', ['All', 'other']],
    ['The chair', ['One', 'more']],
  ])
  expect(listTurns(`> ${unodc} Quoted\n\nNot theirs\n\n${unodc} x\n\n# Heading\n\ny`)).toEqual([
    ['UNODC', ['Quoted']],
    ['UNODC', ['x']],
  ])
})

test('an internal passage ends with the next time, and is private within a private one', () => {
  expect(
    listBlocks(`Open

${at('13:40')} ${internal} Not for all

- item
- [Private:](rapporteur:private) mine

      code
- ${at('13:41')} timed

still

${at('13:42')} Open again`),
  ).toEqual([
    ['Open', null],
    ['Not for all', 'internal'],
    ['item', 'internal'],
    ['mine', 'private'],
    ['code', 'private'],
    ['timed', null],
    ['still', 'internal'],
    ['Open again', null],
  ])
  expect(listBlocks(`[Private:](rapporteur:private) a\n\n- ${internal} b\n\n${internal} c`)).toEqual([
    ['a', 'private'],
    ['b', 'private'],
    ['c', 'internal'],
  ])
})

test('lists each stored picture once', () => {
  const one = '0a'.repeat(32)
  expect(
    getPictures(
      parseNote(
        `![a](rapporteur:picture/${one}) **![b](rapporteur:picture/${one})** ![c](https://a.example/b.png)`,
      ),
    ),
  ).toEqual([one])
})

test('any note can be read, and reads the same once written', () => {
  const read = (markdown: string) => {
    const root = parseNote(markdown)
    const texts = getBlocks(root).map(getBlockText)
    const tasks = getTasks(root).map(({ text, who, due, done, index }) => ({ text, who, due, done, index }))
    const { decisions, questions } = getNoteItems(root)
    const turns = listTurns(markdown)
    expect(turns.flatMap(([, said]) => said).length).toBe(getBlocks(root).filter(({ turn }) => turn).length)
    return {
      texts,
      tasks,
      turns,
      decisions: decisions.length,
      questions: questions.length,
    }
  }
  const written = fc.oneof(anyMarkdown.map(parseNote), anyNote).map(serialiseNote)
  fc.assert(
    fc.property(written, (markdown) => {
      expect(read(serialiseNote(parseNote(markdown)))).toEqual(read(markdown))
    }),
    { numRuns: 500 },
  )
}, 180_000)
