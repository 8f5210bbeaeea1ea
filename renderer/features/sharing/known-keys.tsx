/** Lists the known keys of colleagues and removes them. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStoreQuery } from '../../lib/queries.ts'
import { useFocusAfterChange } from '../../lib/restore-focus.ts'
import { call } from '../../lib/store-client.ts'
import { useSystemFormat } from '../../lib/system-format.ts'
import { Button } from '../../ui/button.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Fingerprint } from '../../ui/signature.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import styles from './sharing.module.css'

export function KnownKeys() {
  const { t } = useTranslation()
  const { formatMoment } = useSystemFormat()
  const { data: keys = [] } = useStoreQuery('people.keys', {})
  const { placeRef, expectChange } = useFocusAfterChange<HTMLParagraphElement>(keys)
  const [forgetting, setForgetting] = useState<{ publicKey: string; name: string } | null>(null)
  const close = () => setForgetting(null)
  const forget = async ({ publicKey, name }: { publicKey: string; name: string }) => {
    expectChange()
    await call('people.forgetKey', { publicKey })
    announce(t('sharing.keyForgotten', { name }))
    close()
  }
  return (
    <>
      <p ref={placeRef}>{t(keys.length > 0 ? 'sharing.keysHint' : 'sharing.keysEmpty')}</p>
      {keys.length > 0 && (
        <ul className={styles.log} aria-label={t('sharing.keys')}>
          {keys.map(({ publicKey, name, fingerprint, since }) => {
            const colleague = name || t('people.unknown')
            return (
              <li key={publicKey}>
                <div className={styles.what}>
                  <span>{colleague}</span>
                  <Fingerprint label={t('sharing.signer.fingerprint')} value={fingerprint} />
                  <span>{t('sharing.keySince', { date: formatMoment(since) })}</span>
                </div>
                <Button
                  variant="quiet"
                  aria-label={t('sharing.forgetKeyOf', { name: colleague })}
                  onPress={() => setForgetting({ publicKey, name: colleague })}
                >
                  {t('sharing.forgetKey')}
                </Button>
              </li>
            )
          })}
        </ul>
      )}
      {forgetting && (
        <FormDialog
          role="alertdialog"
          title={t('sharing.forgetTitle', { name: forgetting.name })}
          action={t('sharing.forgetKey')}
          cancel={t('sharing.cancel')}
          run={() => forget(forgetting)}
          onClose={close}
        >
          <p>{t('sharing.forgetWhat')}</p>
        </FormDialog>
      )}
    </>
  )
}
