/** Lists the known keys of colleagues and removes them. */
import { useTranslation } from 'react-i18next'
import { getErrorText } from '../../lib/error-text.ts'
import { useStoreMutation } from '../../lib/mutations.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { useSystemFormat } from '../../lib/system-format.ts'
import { Button } from '../../ui/button.tsx'
import { Fingerprint } from '../../ui/signature.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import styles from './sharing.module.css'

export function KnownKeys() {
  const { t } = useTranslation()
  const { formatMoment } = useSystemFormat()
  const { data: keys = [] } = useStoreQuery('people.keys', {})
  const forget = useStoreMutation('people.forgetKey')
  return (
    <>
      <p>{t(keys.length > 0 ? 'sharing.keysHint' : 'sharing.keysEmpty')}</p>
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
                  onPress={() =>
                    forget.mutate(
                      { publicKey },
                      {
                        onSuccess: () => announce(t('sharing.keyForgotten', { name: colleague })),
                        onError: (error) => announce(getErrorText(error)),
                      },
                    )
                  }
                >
                  {t('sharing.forgetKey')}
                </Button>
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}
