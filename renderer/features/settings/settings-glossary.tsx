/** The delegate's own synonyms and translations for the search. */
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getErrorText } from '../../lib/error-text.ts'
import { useStoreMutation } from '../../lib/mutations.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { TextField } from '../../ui/field.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import styles from './settings-glossary.module.css'

const ROWS = 5
const SAVE_AFTER_MS = 400

export function OwnGlossary() {
  const { data } = useStoreQuery('search.glossary', {})
  return data ? <GlossaryField stored={data.text} /> : null
}

/** Keeps the typed text until it is stored. There is no other writer whose changes could arrive meanwhile. */
function GlossaryField({ stored }: { stored: string }) {
  const { t } = useTranslation()
  const { mutate: save } = useStoreMutation('search.setGlossary')
  const [text, setText] = useState(stored)
  const unsaved = useRef<string | null>(null)
  const saveNow = useRef(() => {})
  saveNow.current = () => {
    const { current } = unsaved
    unsaved.current = null
    if (current === null) return
    const onError = (error: Error) => announce(t('ownGlossary.notSaved', { reason: getErrorText(error) }))
    save({ text: current }, { onError })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: restarts the delay after every key press
  useEffect(() => {
    const timer = setTimeout(() => saveNow.current(), SAVE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [text])
  // A field that is unmounted gets no blur event, so save here.
  useEffect(() => () => saveNow.current(), [])
  const single = findSingles(text)
  return (
    <>
      <div className={styles.field}>
        <TextField
          label={t('ownGlossary.label')}
          rows={ROWS}
          value={text}
          placeholder={t('ownGlossary.example')}
          maxLength={200_000}
          {...(single.length > 0 ? { error: t('ownGlossary.single', { lines: single.join(', ') }) } : {})}
          onChange={(value) => {
            unsaved.current = value
            setText(value)
          }}
          onBlur={() => saveNow.current()}
        />
      </div>
      <p>{t('ownGlossary.hint')}</p>
    </>
  )
}

/** @returns the numbers of the lines with only one term, which have no effect */
function findSingles(text: string): number[] {
  return text.split('\n').flatMap((line, index) => {
    const entries = line.split(/[|;]/).filter((entry) => entry.trim() !== '')
    return entries.length === 1 ? [index + 1] : []
  })
}
