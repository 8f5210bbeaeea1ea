/** The page of a speaker or colleague who is not among the contacts yet. */
import { UserPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ContactId, Person, ProgrammeSpeaker } from '../../../db/model.ts'
import { go, routeTo } from '../../lib/router.ts'
import { Button } from '../../ui/button.tsx'
import { useConference } from '../sessions/index.ts'
import styles from './contacts-detail.module.css'
import { noFields } from './contacts-drafts.ts'
import { PersonSections } from './contacts-person-sections.tsx'
import { contactDrafts } from './contacts-saving.ts'

const NO_CONTACT: ReadonlySet<string> = new Set()

export function ProgrammePerson({
  speaker,
  colleague,
}: {
  speaker: ProgrammeSpeaker | undefined
  colleague: Person | undefined
}) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const name = speaker?.name ?? colleague?.name ?? ''
  const add = () => {
    const id = crypto.randomUUID() as ContactId
    const organisation = colleague?.delegation ?? ''
    contactDrafts.edit({ id, conference: slug, fields: { ...noFields, name, organisation }, stored: null })
    void contactDrafts.flush(id)
    go(routeTo('contacts', id), { replace: true })
  }
  return (
    <article className={styles.detail}>
      <p className={styles.label}>{t(speaker ? 'contacts.kinds.speaker' : 'contacts.kinds.colleague')}</p>
      <h2 className={styles.title} dir="auto">
        {name}
      </h2>
      {colleague?.delegation && <p dir="auto">{colleague.delegation}</p>}
      <div className={styles.add}>
        <Button onPress={add}>
          <UserPlus aria-hidden />
          {t('contacts.addThis')}
        </Button>
      </div>
      <PersonSections name={name} ids={NO_CONTACT} />
    </article>
  )
}
