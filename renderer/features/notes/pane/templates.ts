/** Note templates: the app's own in the language of the interface, then the delegate's. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../../../core/desktop.ts'
import { builtInTemplates } from '../../../../core/i18n/built-in-templates.ts'
import type { TemplateFacts } from '../../../../core/note-format/index.ts'
import type { Session } from '../../../../db/model.ts'
import { getLanguageName } from '../../../lib/language-name.ts'
import { useStoreQuery } from '../../../lib/queries.ts'
import { getSessionName, getSessionTitle } from '../../schedule/index.ts'
import { getPlaceName, useConference, useConferenceFormat, useSessions } from '../../sessions/index.ts'

type Template = { id: string; name: string; markdown: string }

const builtInIds = ['workshop', 'plenary', 'bilateral'] as const
const NO_TEMPLATES: readonly never[] = []

/** @returns the templates, those that fit the kind of `session` first */
export function useTemplates(session: string | null): readonly Template[] {
  const { i18n } = useTranslation()
  const { data: ownTemplates = NO_TEMPLATES } = useStoreQuery('templates.list', {})
  const kind = useSession(session)?.kind
  return useMemo(() => {
    const first = chooseFirstTemplate(kind)
    const ids = [first, ...builtInIds.filter((id) => id !== first)] as const
    const { names, texts } = builtInTemplates[i18n.language as Language]
    return [...ids.map((id) => ({ id, name: names[id], markdown: texts[id] })), ...ownTemplates]
  }, [ownTemplates, kind, i18n.language])
}

/** `kind` is undefined for a note without a session, which is often about a meeting of two sides. */
function chooseFirstTemplate(kind: Session['kind'] | undefined): (typeof builtInIds)[number] {
  if (kind === undefined) return 'bilateral'
  return kind === 'plenary' ? 'plenary' : 'workshop'
}

/** The session's values for a template's placeholders. */
export function useTemplateFacts(guid: string | null): TemplateFacts {
  const { i18n } = useTranslation()
  const conference = useConference()
  const session = useSession(guid)
  const { formatTimes, formatWhen, formatDay } = useConferenceFormat()
  return useMemo(() => {
    const facts = { ...noFacts, conference: conference.title }
    if (session) {
      const { day, languages, speakers, track } = session
      const time = formatTimes(session)
      const names = languages.map((tag) => getLanguageName(tag, i18n.language) ?? tag).join(', ')
      const room = getPlaceName(conference, session) ?? ''
      Object.assign(facts, {
        session: getSessionName(session),
        title: getSessionTitle(session.title),
        day: formatDay(day, 'long'),
        time,
        room,
        languages: names,
        speakers: speakers.join(', '),
        track: track ?? '',
        facts: [formatWhen(session), room, names].filter(Boolean).join(' · '),
      })
    }
    return facts
  }, [conference, session, formatTimes, formatWhen, formatDay, i18n.language])
}

const noFacts: TemplateFacts = {
  conference: '',
  session: '',
  title: '',
  day: '',
  time: '',
  room: '',
  languages: '',
  speakers: '',
  track: '',
  facts: '',
}

function useSession(guid: string | null): Session | undefined {
  const sessions = useSessions()
  return useMemo(() => sessions?.find((session) => session.guid === guid), [sessions, guid])
}
