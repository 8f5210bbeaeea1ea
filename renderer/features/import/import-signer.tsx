/** Who signed a pack, and what to think of it. */
import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PackSigner, Signer } from '../../../db/contract/index.ts'
import { Checkbox } from '../../ui/field.tsx'
import styles from './import-dialog.module.css'

export function SignedBy({
  signer: { state, by, before },
  canImport,
  isTrusted,
  onTrust,
}: {
  signer: PackSigner
  /** Otherwise there is nothing to be trusted with. */
  canImport: boolean
  isTrusted: boolean
  onTrust: (isTrusted: boolean) => void
}) {
  const { t } = useTranslation()
  const isWarning = state === 'other' || state === 'unsigned'
  const Icon = isWarning ? ShieldAlert : ShieldCheck
  return (
    <section className={styles.section} aria-label={t('import.signer.label')}>
      <p className={isWarning ? styles.problem : styles.signed} role={isWarning ? 'alert' : undefined}>
        <Icon aria-hidden />
        <span>
          {t(`import.signer.${state}`, { publisher: by?.publisher ?? '', before: before?.publisher ?? '' })}
        </span>
      </p>
      {by && <Key label={t('import.signer.fingerprint')} signer={by} />}
      {state === 'other' && before && <Key label={t('import.signer.fingerprintBefore')} signer={before} />}
      {state === 'first' && <p>{t('import.signer.compare')}</p>}
      {isWarning && canImport && (
        <Checkbox isSelected={isTrusted} onChange={onTrust}>
          {t(state === 'other' ? 'import.signer.trust' : 'import.signer.trustUnsigned')}
        </Checkbox>
      )}
    </section>
  )
}

function Key({ label, signer: { fingerprint } }: { label: string; signer: Signer }) {
  return (
    <p>
      {label} <code className={styles.key}>{fingerprint}</code>
    </p>
  )
}
