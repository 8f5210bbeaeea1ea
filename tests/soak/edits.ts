/** RandomInteger edits of one delegate. The journal records every text that could be lost. */
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
type Editing = {
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

export function createEdits({ name, conference, call, record, setDaysAhead }: Editing) {
  let own: string[] | null = null
  let writableNotes: string[] = []
  const removed: string[] = []
  /** A note that has been on the screen of an editor for a while. */
  let opened: Note | null = null
  let random: RandomInteger = createRandomInteger(1)
  let mark = ''
  let number = 0
  let step = 0

  function loadOwn(): string[] {
    if (own) return own
    const notes = call<{ id: string; createdBy: string | null; confidentiality: string }[]>('notes.list', {
      conference,
    })
    own = notes.flatMap(({ id, createdBy }) => (createdBy === null ? id : []))
    const here = new Set(notes.map(({ id }) => id))
    const { writable } = call<{ writable: string[] }>('delegation.get', { conference })
    writableNotes = writable.filter((id) => here.has(id))
    return own
  }

  /** @returns null if a sync removed it meanwhile */
  function find(id: string | undefined): Note | null {
    if (id === undefined) return null
    try {
      return call<Note>('notes.get', { id })
    } catch (error) {
      if (String(error).includes('not-found')) return null
      throw error
    }
  }

  function write(prefix = mark): string {
    number += 1
    const token = `${prefix}-${name}-${step}-${number}`
    const text = Array.from({ length: 2 + random(5) }, () => pick(random, words)).join(' ')
    return `${text} ${token}`
  }

  function save(note: Note, markdown: string): void {
    const { id, session, revision } = note
    const before = new Set(note.markdown.match(TOKEN))
    const saved = call<{ revision: number }>('notes.save', {
      id,
      conference,
      session,
      keyMessage: null,
      markdown,
      baseRevision: revision,
    })
    for (const token of markdown.match(TOKEN) ?? []) {
      if (!before.has(token))
        record({ kind: 'inserted', note: id, token, isPrivate: token.startsWith(PRIVATE) })
    }
    if (opened?.id === id) opened = { ...note, markdown, revision: saved.revision }
  }

  /** Adds a paragraph or an item, or makes one longer, unless the note is long. */
  function insert(note: Note): void {
    if (note.markdown.length > LONG_NOTE) {
      remove(note)
      return
    }
    const blocks = note.markdown.split('\n\n')
    const at = random(blocks.length + 1)
    const kind = random(4)
    if (kind === 0 && blocks[at]) blocks[at] = `${blocks[at]} ${write()}`
    else if (kind === 1 && blocks[at]) blocks[at] = `${blocks[at]}\n- ${write()}`
    else if (kind === 2) blocks.push(write())
    else blocks.splice(at, 0, write())
    save(note, blocks.filter(Boolean).join('\n\n'))
  }

  function remove(note: Note): void {
    const blocks = note.markdown.split('\n\n')
    const gone = blocks.splice(random(blocks.length), 1).join()
    if (blocks.length === 0) return
    record({ kind: 'removed', tokens: [...new Set(gone.match(TOKEN))] })
    save(note, blocks.join('\n\n'))
  }

  function create(): string {
    const id = randomUUID()
    save(
      {
        id,
        session: pick(random, sessions) ?? null,
        revision: 0,
        confidentiality: 'shareable',
        markdown: '',
      },
      write(),
    )
    own?.push(id)
    return id
  }

  /** Makes the note private while it is still empty, so that no sync can send its text. */
  function createPrivate(): void {
    const empty = { id: randomUUID(), session: null, revision: 0, confidentiality: 'private', markdown: '' }
    save(empty, '')
    call('notes.setConfidentiality', { ids: [empty.id], confidentiality: 'private' })
    save({ ...empty, revision: 1 }, write(PRIVATE))
    own?.push(empty.id)
  }

  function editOwn(): void {
    const note = find(pick(random, loadOwn()))
    if (!note || (loadOwn().length < MAX_NOTES && random(20) === 0)) create()
    else insert(note)
  }

  /** Edits a note that all may edit. Two thirds of these edits begin from a text that has been on the screen for a while. */
  function editWritable(): void {
    loadOwn()
    if (random(3) === 0 || !opened || !writableNotes.includes(opened.id))
      opened = find(pick(random, writableNotes))
    // Saving a note that its author deleted would bring it back here.
    if (!opened || !find(opened.id)) editOwn()
    else if (random(6) === 0) remove(opened)
    else insert(opened)
  }

  function changeOwn(): void {
    const note = find(pick(random, loadOwn()))
    if (!note) return
    const { id, markdown, confidentiality } = note
    const kind = random(8)
    if (kind < 3) remove(note)
    else if (kind === 3 && loadOwn().length > 3) {
      record({ kind: 'removed-note', note: id })
      call('notes.remove', { ids: [id] })
      own = loadOwn().filter((other) => other !== id)
      removed.push(id)
    } else if (kind === 4) {
      const back = removed.pop()
      if (back !== undefined) call('notes.restore', { ids: [back] })
      own = null
    } else if (kind === 5 && !markdown.includes(PRIVATE)) {
      const changed = confidentiality === 'private' ? 'shareable' : 'private'
      call('notes.setConfidentiality', { ids: [id], confidentiality: changed })
    } else if (kind === 6) {
      call('tags.change', { notes: [id], add: [`tag ${random(5)}`], remove: [`tag ${random(5)}`] })
    } else if (confidentiality !== 'private' && !writableNotes.includes(id)) {
      save(note, `${markdown}\n\n[Private:](rapporteur:private) ${write(PRIVATE)}`)
    }
  }

  function toggleWritable(): void {
    const note = find(pick(random, loadOwn()))
    if (!note || note.markdown.includes(PRIVATE)) return
    const isWritable = !writableNotes.includes(note.id)
    // Each delegate lets all members edit at most two notes.
    if (isWritable && writableNotes.filter((other) => loadOwn().includes(other)).length > 1) return
    call('delegation.setWritable', { conference, note: note.id, isWritable })
    writableNotes = isWritable
      ? [...writableNotes, note.id]
      : writableNotes.filter((other) => other !== note.id)
  }

  function edit(): void {
    const kind = random(200)
    if (kind < 100) editOwn()
    else if (kind < 160) editWritable()
    else if (kind < 180) changeOwn()
    else if (kind < 183) createPrivate()
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
      for (let done = 0; done < task.count; done += 1) edit()
      return task.count
    },
    /** Call after a sync, which changes the notes. */
    invalidate(): void {
      own = null
    },
  }
}
