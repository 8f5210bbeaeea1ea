/** The page of a speaker or colleague who is not among the contacts yet. */
import { ListPlus, UserPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Person, ProgrammeSpeaker } from '../../../db/model.ts'
import { Button } from '../../ui/button.tsx'
import { useConference } from '../sessions/index.ts'
import styles from './contacts-detail.module.css'
import { PersonSections } from './contacts-person-sections.tsx'
import { addFromPage } from './contacts-saving.ts'

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
  const page = speaker?.guid ?? colleague?.id ?? ''
  const organisation = colleague?.delegation ?? ''
  const add = (followUp: boolean) => void addFromPage(page, slug, { name, organisation }, { followUp })
  return (
    <article className={styles.detail}>
      <p className={styles.label}>{t(speaker ? 'contacts.kinds.speaker' : 'contacts.kinds.colleague')}</p>
      <h2 className={styles.title} dir="auto">
        {name}
      </h2>
      {colleague?.delegation && <p dir="auto">{colleague.delegation}</p>}
      <div className={styles.add}>
        <Button onPress={() => add(false)}>
          <UserPlus aria-hidden />
          {t('contacts.addThis')}
        </Button>
        <Button label={t('contacts.addFollowUpHint')} onPress={() => add(true)}>
          <ListPlus aria-hidden />
          {t('contacts.addFollowUp')}
        </Button>
      </div>
      <PersonSections name={name} ids={NO_CONTACT} />
    </article>
  )
}
