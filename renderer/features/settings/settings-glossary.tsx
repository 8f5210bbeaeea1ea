/** The delegate's own synonyms and translations for the search. */
import i18next from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createDraft } from '../../lib/draft.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { call } from '../../lib/store-client.ts'
import { TextField } from '../../ui/field.tsx'
import styles from './settings-glossary.module.css'

const ROWS = 5

const draft = createDraft<string>((text) => call('search.setGlossary', { text }), {
  text: (text) => text,
  subject: () => ({ kind: 'setting', name: i18next.t('ownGlossary.label') }),
})

export function OwnGlossary() {
  const { data } = useStoreQuery('search.glossary', {})
  return data ? <GlossaryField stored={data.text} /> : null
}

/** Shows the typed text, also while it is not stored. There is no other writer whose changes could arrive meanwhile. */
function GlossaryField({ stored }: { stored: string }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(draft.getUnsaved)
  const text = typed ?? stored
  const singleTermLines = findSingleTermLines(text)
  return (
    <>
      <div className={styles.field}>
        <TextField
          label={t('ownGlossary.label')}
          rows={ROWS}
          value={text}
          placeholder={t('ownGlossary.example')}
          maxLength={200_000}
          {...(singleTermLines.length > 0
            ? { error: t('ownGlossary.single', { lines: singleTermLines.join(', ') }) }
            : {})}
          onChange={(value) => {
            setTyped(value)
            draft.edit(value)
          }}
          onBlur={() => void draft.flush()}
        />
      </div>
      <p>{t('ownGlossary.hint')}</p>
    </>
  )
}

/** @returns the numbers of the lines with only one term, which have no effect */
function findSingleTermLines(text: string): number[] {
  return text.split('\n').flatMap((line, index) => {
    const entries = line.split(/[|;]/).filter((entry) => entry.trim() !== '')
    return entries.length === 1 ? [index + 1] : []
  })
}
