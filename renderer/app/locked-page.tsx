/** Takes the place of every screen while the notebook is locked. */
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '../lib/error-text.ts'
import { preferences, restorePreferences } from '../lib/preferences.ts'
import { useStoreMutation } from '../lib/queries.ts'
import { go } from '../lib/router.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import styles from './locked-page.module.css'

export function LockedPage() {
  const { t } = useTranslation()
  const [secret, setSecret] = useState('')
  const unlock = useStoreMutation('encryption.unlock')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (secret === '' || unlock.isPending) return
    setSecret('')
    unlock.mutate(
      { secret },
      {
        onSuccess: (answer) => {
          restorePreferences(answer.preferences)
          go(preferences().route, { replace: true })
        },
      },
    )
  }
  return (
    <form className={styles.page} noValidate onSubmit={submit}>
      <title>Rapporteur</title>
      <h1>{t('encryption.locked')}</h1>
      <TextField
        type="password"
        label={t('encryption.passphraseOrCode')}
        autoFocus
        value={secret}
        onChange={setSecret}
        {...(unlock.error ? { error: errorText(unlock.error) } : {})}
      />
      <Button type="submit" variant="primary" isPending={unlock.isPending}>
        {unlock.isPending ? t('encryption.unlocking') : t('encryption.unlock')}
      </Button>
      <p>{t('encryption.lockedHint')}</p>
    </form>
  )
}
