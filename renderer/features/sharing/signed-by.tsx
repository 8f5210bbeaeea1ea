/** Who signed a colleague's file, what to think of it, and the word of the delegate where it takes one. */
import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { MergePreview } from '../../../db/contract/index.ts'
import { Checkbox } from '../../ui/field.tsx'
import styles from './sharing.module.css'

export function SignedBy({
  preview,
  canTakeIn,
  isTrusted,
  onTrust,
}: {
  preview: MergePreview
  /** Otherwise there is nothing to be trusted with. */
  canTakeIn: boolean
  isTrusted: boolean
  onTrust: (isTrusted: boolean) => void
}) {
  const { t } = useTranslation()
  const { from, isOwn, signer, unverified } = preview
  const { state, fingerprint, before, needsTrust } = signer
  const name = from.name || t('people.unknown')
  const Icon = needsTrust || state === 'unsigned' ? ShieldAlert : ShieldCheck
  return (
    <>
      <p className={needsTrust ? styles.warning : styles.signed} role={needsTrust ? 'alert' : undefined}>
        <Icon aria-hidden />
        <span>{t(`exchange.signer.${sentenceFor(preview)}`, { name })}</span>
      </p>
      {fingerprint !== null && <Fingerprint label={t('exchange.signer.fingerprint')} value={fingerprint} />}
      {state === 'other' && before && before.fingerprint !== fingerprint && (
        <Fingerprint label={t('exchange.signer.fingerprintBefore')} value={before.fingerprint} />
      )}
      {state === 'other' && before && before.fingerprint === fingerprint && (
        <p>{t('exchange.signer.ofAnother', { name: before.name || t('people.unknown') })}</p>
      )}
      {state === 'first' && <p className={styles.hint}>{t('exchange.signer.compare', { name })}</p>}
      {!needsTrust && unverified > 0 && (
        <p className={styles.warning}>
          <ShieldAlert aria-hidden />
          <span>{t('exchange.signer.unverified', { count: unverified })}</span>
        </p>
      )}
      {canTakeIn && (needsTrust || unverified > 0) && (
        <Checkbox isSelected={isTrusted} onChange={onTrust}>
          {t(
            isOwn
              ? 'exchange.signer.trustMine'
              : needsTrust
                ? 'exchange.signer.trust'
                : 'exchange.signer.trustUnverified',
            { name },
          )}
        </Checkbox>
      )}
    </>
  )
}

function sentenceFor({ isOwn, signer: { state, needsTrust } }: MergePreview) {
  if (state === 'other') return isOwn ? 'otherMine' : 'otherKnown'
  if (state === 'unsigned' && needsTrust) return isOwn ? 'unsignedMine' : 'unsignedKnown'
  return state
}

function Fingerprint({ label, value }: { label: string; value: string }) {
  return (
    <p className={styles.hint}>
      {label} <code className={styles.key}>{value}</code>
    </p>
  )
}
