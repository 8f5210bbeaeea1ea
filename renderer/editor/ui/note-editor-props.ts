/** The props of the note editor. */
import type { Confidentiality, TemplateFacts } from '../../../core/note-format/index.ts'
import type { Contact, KeyMessage, PersonChoice, SessionChoice } from '../plugins/candidates.ts'
import type { Mention } from '../schema/links.ts'
import type { Spelling } from '../spelling/spelling-menu.tsx'
import type { EditorHandle } from '../view/editor-handle.ts'
import type { PictureTools } from './picture-form.tsx'

export type NoteEditorProps = {
  /** The initial text. Afterwards the editor owns the document; a new `key` creates a new editor. */
  markdown: string
  /** The conference's zone, in which times are shown. */
  timeZone: string
  /** Slug of the conference whose key messages can be linked. */
  conference: string
  /** @returns the instant of the conference clock, in the store's form */
  now: () => string
  autoFocus?: boolean
  startsOnNewLine: boolean
  /** Set for a colleague's note, which can be read, searched and copied. */
  readOnly: boolean
  /** The level of confidentiality of the whole note; null if everybody may read it. */
  level: Confidentiality | null
  /** Accessible name of the text. */
  label: string
  /** Key messages offered after `[[`. */
  keyMessages: KeyMessage[]
  /** Sessions offered after `#`. */
  sessions: SessionChoice[]
  /** Contacts offered after `@`. */
  contacts: Contact[]
  /** Adds a contact with this id for a name after `@` that is not in the list. */
  addContact: (id: string, name: string) => void
  /** Tags offered after `#`, without the tags that this note already has. */
  tags: readonly string[]
  addTag: (tag: string) => void
  /** Possible speakers and assignees, the likeliest first. */
  people: PersonChoice[]
  /** @returns the calendar date in the conference's zone */
  today: () => string
  /** The sidenote of a mention; null if its target is missing. */
  createSidenote: (mention: Mention) => { title: string; text: string } | null
  /** Called at every change. `getMarkdown` writes the text only when called, so call it when saving. */
  onChange: (getMarkdown: () => string) => void
  onReady?: (handle: EditorHandle) => void
  onBlur?: () => void
  /** Templates that an empty note offers. */
  templates: readonly { id: string; name: string; markdown: string }[]
  /** Values for the fields of a template, from the session. */
  templateFacts: TemplateFacts
  /** The session that the note belongs to. */
  session: string | null
  /** Addresses of links that must not be suggested; null until they are known. */
  dismissed: readonly string[] | null
  onDismiss: (hrefs: string[]) => void
  pictures: PictureTools
  spelling: Spelling
  /** Opens the note in its own window; undefined in that window. */
  onPopOut?: () => void
  /** Called if a paste was refused because the note would be too long to save. */
  onTooLong?: () => void
  onOpenMention?: (mention: Mention) => void
  /** Opens a link. Called for http, https and mailto only. */
  onOpenLink?: (href: string) => void
}
