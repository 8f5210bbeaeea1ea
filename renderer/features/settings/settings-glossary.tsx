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

/** Shows the typed text even before it is stored, since nothing else changes the stored text meanwhile. */
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
  const countTerms = (line: string) => line.split(/[|;]/).filter((term) => term.trim() !== '').length
  const lines = text.split('\n').map((line, index) => ({ number: index + 1, termCount: countTerms(line) }))
  return lines.filter(({ termCount }) => termCount === 1).map(({ number }) => number)
}
