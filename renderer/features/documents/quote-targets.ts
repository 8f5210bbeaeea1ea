/** The notes in which a document can be quoted. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Guid, NoteId, NoteSummary, Session } from '../../../db/model.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { getNewNoteId, type QuoteTarget } from '../notes/index.ts'
import { getSessionName, isMine } from '../schedule/index.ts'
import { useConference, useConferenceFormat, useNotes, useSessions } from '../sessions/index.ts'

/** `session`: the session to which the note belongs. `getTarget`: if the note does not exist yet, each call may return another id. */
export type QuoteChoice = {
  id: string
  name: string
  detail: string
  session: Guid | null
  getTarget: () => QuoteTarget
}

/** @returns the notes on `sessions`, then all other notes, then the sessions without a note */
export function useQuoteChoices(sessions: readonly Guid[]): QuoteChoice[] {
  const { t } = useTranslation()
  const { slug: conference } = useConference()
  const { formatMoment } = useConferenceFormat()
  const allSessions = useSessions()
  const notes = useNotes()
  const { data: messages } = useStoreQuery('keyMessages.list', { conference })
  return useMemo(() => {
    const sessionsByGuid = new Map(allSessions?.map((session) => [session.guid, session]))
    const numbersByGuid = new Map(messages?.map(({ guid, number }) => [guid, number]))
    const ownNotes = notes.filter(isMine)
    const nameNote = ({ session: sessionGuid, keyMessage }: NoteSummary): string => {
      const session = sessionGuid === null ? undefined : sessionsByGuid.get(sessionGuid)
      if (session) return getSessionName(session)
      const number = keyMessage === null ? undefined : numbersByGuid.get(keyMessage)
      return number === undefined ? t('search.noSession') : t('search.onKeyMessage', { number })
    }
    const toNoteChoice = (note: NoteSummary): QuoteChoice => {
      const { id, session, keyMessage, excerpt } = note
      const name = nameNote(note)
      const target = { id, conference, session, keyMessage, name }
      return { id, name, detail: excerpt, session, getTarget: () => target }
    }
    const toSessionChoice = (session: Session): QuoteChoice => {
      const sessionGuid = session.guid
      const name = getSessionName(session)
      return {
        id: `new ${sessionGuid}`,
        name,
        detail: [t('search.newNote'), formatMoment(session.start)].join(' · '),
        session: sessionGuid,
        getTarget: () => ({
          id: getNewNoteId(conference, sessionGuid),
          conference,
          session: sessionGuid,
          keyMessage: null,
          name,
        }),
      }
    }
    const isPreferred = (guid: Guid | null) => guid !== null && sessions.includes(guid)
    const sessionsWithNote = new Set(ownNotes.map(({ session }) => session))
    const sessionsWithoutNote = (allSessions ?? []).filter(
      ({ guid, kind }) => kind !== 'milestone' && !sessionsWithNote.has(guid),
    )
    const name = t('search.newNote')
    const newNoteChoice: QuoteChoice = {
      id: 'new',
      name,
      detail: t('search.noSession'),
      session: null,
      getTarget: () => ({
        id: crypto.randomUUID() as NoteId,
        conference,
        session: null,
        keyMessage: null,
        name,
      }),
    }
    return [
      ...ownNotes.filter(({ session }) => isPreferred(session)).map(toNoteChoice),
      ...sessionsWithoutNote.filter(({ guid }) => isPreferred(guid)).map(toSessionChoice),
      ...ownNotes.filter(({ session }) => !isPreferred(session)).map(toNoteChoice),
      newNoteChoice,
      ...sessionsWithoutNote.filter(({ guid }) => !isPreferred(guid)).map(toSessionChoice),
    ]
  }, [conference, allSessions, notes, messages, sessions, t, formatMoment])
}
