/** Searches for link suggestions after the caret has left a note, never while writing. */
import type { EditorView } from 'prosemirror-view'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type Contact,
  getContactCandidates,
  getKeyMessageCandidates,
  getSessionCandidates,
  type KeyMessage,
  type SessionChoice,
} from '../plugins/candidates.ts'
import { createMessageFinder } from '../plugins/message-terms.ts'
import {
  createKeyMessageSuggester,
  findSuggestions,
  linkSuggested,
  type Suggestion,
} from '../plugins/suggestions.ts'

type Sources = {
  conference: string
  keyMessages: KeyMessage[]
  sessions: SessionChoice[]
  contacts: Contact[]
  /** The note's own session, which needs no link. */
  session: string | null
  /** null until it is known. */
  dismissed: readonly string[] | null
}

/** The time between leaving or opening a note and the search in it. */
const SUGGESTION_DELAY_MS = 400
/** Shorter names would match ordinary words. */
const MIN_NAME_LENGTH = 3

export function useSuggestions(view: EditorView | null, sources: Sources) {
  const { t } = useTranslation()
  const { conference, keyMessages, sessions, contacts, session, dismissed } = sources
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>([])
  // Each update sets a new object, even with the same value, so that the effect below searches again.
  const [visit, setVisit] = useState({ isInNote: false })

  const finders = useMemo(() => {
    const getLink = (message: KeyMessage) => {
      const [link] = getKeyMessageCandidates([message], conference, (number) =>
        t('editor.keyMessageLabel', { number }),
      )
      return link ?? { href: '', label: '' }
    }
    const named = [
      ...getSessionCandidates(
        // Labels without a number are left out, since "Plenary" is an ordinary word, but "Workshop 8" is a name.
        sessions.filter(({ id, label }) => id !== session && /\d/.test(label ?? '')),
        conference,
      ),
      ...getContactCandidates(contacts.filter(({ name }) => name.length >= MIN_NAME_LENGTH)),
    ]
    return { named, findKeyMessage: createKeyMessageSuggester(createMessageFinder(keyMessages), getLink) }
  }, [conference, keyMessages, sessions, contacts, session, t])

  // Searches each time the caret has left the note.
  useEffect(() => {
    if (!view || visit.isInNote || !dismissed) return
    const timer = setTimeout(() => {
      if (view.isDestroyed || view.hasFocus()) return
      // While a menu of the note has the focus, the caret has not left the note. Tries again later.
      if (document.activeElement?.closest('[role="menu"]')) return setVisit((last) => ({ ...last }))
      const isDismissed = (href: string) => dismissed.includes(href)
      setSuggestions(findSuggestions(view.state.doc, { ...finders, isDismissed }))
    }, SUGGESTION_DELAY_MS)
    return () => clearTimeout(timer)
  }, [view, visit, finders, dismissed])

  /** Called when the caret enters or leaves the note. */
  const recordVisit = useCallback((isInNote: boolean) => {
    setVisit({ isInNote })
    if (isInNote) setSuggestions([])
  }, [])
  const link = useCallback(
    (suggestion: Suggestion) => {
      if (!view) return
      linkSuggested(suggestion)(view.state, view.dispatch)
      setVisit((last) => ({ ...last }))
    },
    [view],
  )
  return { suggestions, recordVisit, link }
}
