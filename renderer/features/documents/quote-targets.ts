/** The notes in which a document can be quoted. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Guid, NoteId, NoteSummary, Session } from '../../../db/model.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { getNewNoteId, type QuoteTarget } from '../notes/index.ts'
import { getSessionName, isMine } from '../schedule/index.ts'
import { useConference, useConferenceFormat, useNotes, useSessions } from '../sessions/index.ts'

/** `session`: the one that the note belongs to. `getTarget`: for a note that does not exist yet, each call may give another id. */
export type QuoteChoice = {
  id: string
  name: string
  detail: string
  session: Guid | null
  getTarget: () => QuoteTarget
}

/** The notes on `sessions` come first, then all others, then the sessions without a note. */
export function useQuoteChoices(sessions: readonly Guid[]): QuoteChoice[] {
  const { t } = useTranslation()
  const { slug: conference } = useConference()
  const { formatMoment } = useConferenceFormat()
  const all = useSessions()
  const notes = useNotes()
  const { data: messages } = useStoreQuery('keyMessages.list', { conference })
  return useMemo(() => {
    const sessionBy = new Map(all?.map((session) => [session.guid, session]))
    const numberBy = new Map(messages?.map(({ guid, number }) => [guid, number]))
    const mine = notes.filter(isMine)
    const nameNote = ({ session, keyMessage }: NoteSummary): string => {
      const at = session === null ? undefined : sessionBy.get(session)
      if (at) return getSessionName(at)
      const number = keyMessage === null ? undefined : numberBy.get(keyMessage)
      return number === undefined ? t('search.noSession') : t('search.onKeyMessage', { number })
    }
    const ofNote = (note: NoteSummary): QuoteChoice => {
      const { id, session, keyMessage, excerpt } = note
      const name = nameNote(note)
      const target = { id, conference, session, keyMessage, name }
      return { id, name, detail: excerpt, session, getTarget: () => target }
    }
    const ofSession = (at: Session): QuoteChoice => {
      const session = at.guid
      const name = getSessionName(at)
      return {
        id: `new ${session}`,
        name,
        detail: [t('search.newNote'), formatMoment(at.start)].join(' · '),
        session,
        getTarget: () => ({
          id: getNewNoteId(conference, session),
          conference,
          session,
          keyMessage: null,
          name,
        }),
      }
    }
    const isFirst = (guid: Guid | null) => guid !== null && sessions.includes(guid)
    const noted = new Set(mine.map(({ session }) => session))
    const unnoted = (all ?? []).filter(({ guid, kind }) => kind !== 'milestone' && !noted.has(guid))
    const name = t('search.newNote')
    const loose: QuoteChoice = {
      id: 'new',
      name,
      detail: t('search.noSession'),
      session: null,
      getTarget: () => ({
        id: crypto.randomUUID() as NoteId,
        ...{ conference, session: null, keyMessage: null, name },
      }),
    }
    return [
      ...mine.filter(({ session }) => isFirst(session)).map(ofNote),
      ...unnoted.filter(({ guid }) => isFirst(guid)).map(ofSession),
      ...mine.filter(({ session }) => !isFirst(session)).map(ofNote),
      loose,
      ...unnoted.filter(({ guid }) => !isFirst(guid)).map(ofSession),
    ]
  }, [conference, all, notes, messages, sessions, t, formatMoment])
}
