/** Shows who signed a pack and whether to trust it, with a box to confirm in case of doubt. */
import { useTranslation } from 'react-i18next'
import type { PackSigner } from '../../../db/contract/index.ts'
import { Checkbox } from '../../ui/field.tsx'
import { Fingerprint, SignatureLine } from '../../ui/signature.tsx'
import styles from './import-dialog.module.css'

export function PackSignature({
  signer: { state, by, before },
  canImport,
  isTrusted,
  onTrust,
}: {
  signer: PackSigner
  /** If false, there is nothing to confirm. */
  canImport: boolean
  isTrusted: boolean
  onTrust: (isTrusted: boolean) => void
}) {
  const { t } = useTranslation()
  const isDoubtful = state === 'other' || state === 'unsigned'
  const isEndorsed = state === 'known' && by?.fingerprint !== before?.fingerprint
  const publishers = { publisher: by?.publisher ?? '', before: before?.publisher ?? '' }
  return (
    <section className={styles.section} aria-label={t('import.signer.label')}>
      <SignatureLine
        text={t(`import.signer.${isEndorsed ? 'endorsed' : state}`, publishers)}
        isDoubtful={isDoubtful}
      />
      {by && <Fingerprint label={t('import.signer.fingerprint')} value={by.fingerprint} />}
      {(state === 'other' || isEndorsed) && before && (
        <Fingerprint label={t('import.signer.fingerprintBefore')} value={before.fingerprint} />
      )}
      {state === 'first' && <p>{t('import.signer.compare')}</p>}
      {isDoubtful && canImport && (
        <Checkbox isSelected={isTrusted} onChange={onTrust}>
          {t(state === 'other' ? 'import.signer.trust' : 'import.signer.trustUnsigned')}
        </Checkbox>
      )}
    </section>
  )
}
