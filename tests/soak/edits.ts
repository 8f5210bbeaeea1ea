/** Random edits of one delegate. The journal records every text that could be lost. */
import { randomUUID } from 'node:crypto'
import { createRandomInteger, pick, type RandomInteger } from '../random.ts'
import type { JournalLine } from './tasks.ts'

type Note = {
  id: string
  session: string | null
  revision: number
  confidentiality: string
  markdown: string
}
type EditOptions = {
  name: string
  conference: string
  call<T>(call: string, input: object): T
  record(line: JournalLine): void
  setDaysAhead(days: number): void
}

/** Marks each text that must never leave the computer. */
export const PRIVATE = 'PRIVATECANARY'

const MAX_NOTES = 12
/** A note with more characters loses a paragraph instead of gaining one, since longer notes are not realistic. */
const LONG_NOTE = 20_000
const sessions = ['workshop-7', 'workshop-8', 'workshop-9', 'plenary']
const words = [
  'asked',
  'budget',
  'the chair',
  'cooperation',
  'evidence',
  'replied',
  'proposal',
  'tomorrow',
  'treaty',
  'vote',
]
const TOKEN = /[A-Z]+CANARY-[\w-]+/g

export function createEdits({ name, conference, call, record, setDaysAhead }: EditOptions) {
  /** The ids of the delegate's own notes; null after a sync, until they are loaded again. */
  let ownNotes: string[] | null = null
  let writableNotes: string[] = []
  const removedNotes: string[] = []
  /** A note that has been on the screen of an editor for a while. */
  let opened: Note | null = null
  let random: RandomInteger = createRandomInteger(1)
  let mark = ''
  /** The number of texts so far. */
  let textCount = 0
  /** The seed of the current task, which no other task has. */
  let step = 0

  function loadOwnNotes(): string[] {
    if (ownNotes) return ownNotes
    const notes = call<{ id: string; createdBy: string | null; confidentiality: string }[]>('notes.list', {
      conference,
    })
    ownNotes = notes.flatMap(({ id, createdBy }) => (createdBy === null ? id : []))
    const storedIds = new Set(notes.map(({ id }) => id))
    const { writable } = call<{ writable: string[] }>('delegation.get', { conference })
    writableNotes = writable.filter((id) => storedIds.has(id))
    return ownNotes
  }

  /** @returns null if a sync has removed the note meanwhile */
  function getNote(id: string | undefined): Note | null {
    if (id === undefined) return null
    try {
      return call<Note>('notes.get', { id })
    } catch (error) {
      if (String(error).includes('not-found')) return null
      throw error
    }
  }

  /** Creates a text with a token that no other text has. */
  function createText(prefix = mark): string {
    textCount += 1
    const token = `${prefix}-${name}-${step}-${textCount}`
    const text = Array.from({ length: 2 + random(5) }, () => pick(random, words)).join(' ')
    return `${text} ${token}`
  }

  function save(note: Note, markdown: string): void {
    const { id, session, revision } = note
    const earlierTokens = new Set(note.markdown.match(TOKEN))
    const saved = call<{ revision: number }>('notes.save', {
      id,
      conference,
      session,
      keyMessage: null,
      markdown,
      baseRevision: revision,
    })
    for (const token of markdown.match(TOKEN) ?? []) {
      if (!earlierTokens.has(token))
        record({ kind: 'inserted', note: id, token, isPrivate: token.startsWith(PRIVATE) })
    }
    if (opened?.id === id) opened = { ...note, markdown, revision: saved.revision }
  }

  /** Adds a paragraph or an item, or makes one longer, unless the note is long. */
  function insertParagraph(note: Note): void {
    if (note.markdown.length > LONG_NOTE) {
      removeParagraph(note)
      return
    }
    const blocks = note.markdown.split('\n\n')
    const index = random(blocks.length + 1)
    const kind = random(4)
    if (kind === 0 && blocks[index]) blocks[index] = `${blocks[index]} ${createText()}`
    else if (kind === 1 && blocks[index]) blocks[index] = `${blocks[index]}\n- ${createText()}`
    else if (kind === 2) blocks.push(createText())
    else blocks.splice(index, 0, createText())
    save(note, blocks.filter(Boolean).join('\n\n'))
  }

  function removeParagraph(note: Note): void {
    const blocks = note.markdown.split('\n\n')
    const removedText = blocks.splice(random(blocks.length), 1).join()
    if (blocks.length === 0) return
    record({ kind: 'removed', tokens: [...new Set(removedText.match(TOKEN))] })
    save(note, blocks.join('\n\n'))
  }

  function createNote(): string {
    const id = randomUUID()
    save(
      {
        id,
        session: pick(random, sessions) ?? null,
        revision: 0,
        confidentiality: 'shareable',
        markdown: '',
      },
      createText(),
    )
    ownNotes?.push(id)
    return id
  }

  /** Makes the note private while it is still empty, so that no sync can send its text. */
  function createPrivateNote(): void {
    const empty = { id: randomUUID(), session: null, revision: 0, confidentiality: 'private', markdown: '' }
    save(empty, '')
    call('notes.setConfidentiality', { ids: [empty.id], confidentiality: 'private' })
    save({ ...empty, revision: 1 }, createText(PRIVATE))
    ownNotes?.push(empty.id)
  }

  function editOwnNote(): void {
    const note = getNote(pick(random, loadOwnNotes()))
    if (!note || (loadOwnNotes().length < MAX_NOTES && random(20) === 0)) createNote()
    else insertParagraph(note)
  }

  /** Edits a note that all may edit. Two thirds of these edits begin from a text that has been on the screen for a while. */
  function editWritableNote(): void {
    loadOwnNotes()
    if (random(3) === 0 || !opened || !writableNotes.includes(opened.id))
      opened = getNote(pick(random, writableNotes))
    // Saving a note that its author deleted would bring it back here.
    if (!opened || !getNote(opened.id)) editOwnNote()
    else if (random(6) === 0) removeParagraph(opened)
    else insertParagraph(opened)
  }

  function changeOwnNote(): void {
    const note = getNote(pick(random, loadOwnNotes()))
    if (!note) return
    const { id, markdown, confidentiality } = note
    const kind = random(8)
    if (kind < 3) removeParagraph(note)
    else if (kind === 3 && loadOwnNotes().length > 3) {
      record({ kind: 'removed-note', note: id })
      call('notes.remove', { ids: [id] })
      ownNotes = loadOwnNotes().filter((other) => other !== id)
      removedNotes.push(id)
    } else if (kind === 4) {
      const restored = removedNotes.pop()
      if (restored !== undefined) call('notes.restore', { ids: [restored] })
      ownNotes = null
    } else if (kind === 5 && !markdown.includes(PRIVATE)) {
      const changed = confidentiality === 'private' ? 'shareable' : 'private'
      call('notes.setConfidentiality', { ids: [id], confidentiality: changed })
    } else if (kind === 6) {
      call('tags.change', { notes: [id], add: [`tag ${random(5)}`], remove: [`tag ${random(5)}`] })
    } else if (confidentiality !== 'private' && !writableNotes.includes(id)) {
      save(note, `${markdown}\n\n[Private:](rapporteur:private) ${createText(PRIVATE)}`)
    }
  }

  function toggleWritable(): void {
    const note = getNote(pick(random, loadOwnNotes()))
    if (!note || note.markdown.includes(PRIVATE)) return
    const isWritable = !writableNotes.includes(note.id)
    // Each delegate lets all members edit at most two notes.
    if (isWritable && writableNotes.filter((other) => loadOwnNotes().includes(other)).length > 1) return
    call('delegation.setWritable', { conference, note: note.id, isWritable })
    writableNotes = isWritable
      ? [...writableNotes, note.id]
      : writableNotes.filter((other) => other !== note.id)
  }

  function editOnce(): void {
    const kind = random(200)
    if (kind < 100) editOwnNote()
    else if (kind < 160) editWritableNote()
    else if (kind < 180) changeOwnNote()
    else if (kind < 183) createPrivateNote()
    else if (kind < 185) toggleWritable()
    else if (kind < 197) {
      call('stars.set', { conference, session: pick(random, sessions), starred: random(2) === 0 })
    } else if (kind < 199) setDaysAhead(random(3) - 1)
    else call('people.saveMe', { name: `${name} ${random(100)}`, delegation: 'Bureau' })
  }

  return {
    run(task: { count: number; seed: number; mark: string }): number {
      step = task.seed
      random = createRandomInteger(task.seed)
      mark = task.mark
      for (let done = 0; done < task.count; done += 1) editOnce()
      return task.count
    },
    /** Call after a sync, which changes the notes. */
    invalidate(): void {
      ownNotes = null
    },
  }
}
