/**
 * Two floors for importing frab's XML, in a process of their own: only parsing the texts, and only writing the rows. The rows are inserted
 * one by one into SQLite with synchronous=FULL, with and without a search index.
 *
 * node floor.ts FILE FOLDER. Prints JSON, in milliseconds.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { SaxesParser } from 'saxes'

export type FloorTimes = { parse: number; rows: number; indexed: number }

const [file, folder] = process.argv.slice(2)
if (!file || !folder) throw new Error('usage: floor.ts FILE FOLDER')

const text = readFileSync(file, 'utf8')
const start = performance.now()
const events = parse(text)
const times: FloorTimes = {
  parse: performance.now() - start,
  rows: write('rows.db', false),
  indexed: write('indexed.db', true),
}
console.log(JSON.stringify(times))

type Event = { title: string; people: string[]; description: string; links: string[] }

/** The texts of each event, without interpreting them. */
function parse(xml: string): Event[] {
  const events: Event[] = []
  let event: Event | null = null
  let elementText = ''
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    elementText = ''
    if (name === 'event') event = { title: '', people: [], description: '', links: [] }
    else if (attributes.href) event?.links.push(String(attributes.href))
  })
  const appendText = (text: string) => {
    elementText += text
  }
  parser.on('text', appendText)
  parser.on('cdata', appendText)
  parser.on('closetag', ({ name }) => {
    if (!event) return
    if (name === 'title') event.title = elementText
    else if (name === 'person') event.people.push(elementText)
    else if (name === 'abstract' || name === 'description') event.description += elementText
    else if (name === 'event') events.push(event)
  })
  parser.write(xml).close()
  return events
}

function write(name: string, isIndexed: boolean): number {
  const db = new Database(join(folder as string, name))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('CREATE TABLE session (id INTEGER PRIMARY KEY, title, people, description, links)')
  db.exec(
    `CREATE VIRTUAL TABLE session_search USING fts5 (title, people, description, content = 'session', content_rowid = 'id',
       tokenize = 'unicode61 remove_diacritics 2')`,
  )
  const insert = db.prepare('INSERT INTO session (title, people, description, links) VALUES (?, ?, ?, ?)')
  const start = performance.now()
  db.transaction(() => {
    for (const { title, people, description, links } of events)
      insert.run(title, people.join('\n'), description, JSON.stringify(links))
    if (isIndexed) db.exec("INSERT INTO session_search (session_search) VALUES ('rebuild')")
  }).immediate()
  const milliseconds = performance.now() - start
  db.close()
  return milliseconds
}
