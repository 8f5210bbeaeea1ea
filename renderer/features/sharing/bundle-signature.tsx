/** Shows who signed a colleague's file and whether to trust it, with a box to confirm in case of doubt. */
import { useTranslation } from 'react-i18next'
import type { MergePreview } from '../../../db/contract/index.ts'
import { Checkbox } from '../../ui/field.tsx'
import { Fingerprint, SignatureLine } from '../../ui/signature.tsx'
import styles from './sharing.module.css'

export function BundleSignature({
  preview,
  canImport,
  isTrusted,
  onTrust,
}: {
  preview: MergePreview
  /** If false, there is nothing to confirm. */
  canImport: boolean
  isTrusted: boolean
  onTrust: (isTrusted: boolean) => void
}) {
  const { t } = useTranslation()
  const { from, signer, unverified } = preview
  const { state, fingerprint, before: knownSigner, needsTrust } = signer
  const name = from.name || t('people.unknown')
  return (
    <>
      <SignatureLine
        text={t(`sharing.signer.${pickSentence(preview)}`, { name })}
        isDoubtful={needsTrust || state === 'unsigned'}
        isWarning={needsTrust}
      />
      {fingerprint !== null && <Fingerprint label={t('sharing.signer.fingerprint')} value={fingerprint} />}
      {state === 'other' &&
        knownSigner &&
        (knownSigner.fingerprint === fingerprint ? (
          <p>{t('sharing.signer.ofAnother', { name: knownSigner.name || t('people.unknown') })}</p>
        ) : (
          <Fingerprint label={t('sharing.signer.fingerprintBefore')} value={knownSigner.fingerprint} />
        ))}
      {state === 'first' && <p className={styles.hint}>{t('sharing.signer.compare', { name })}</p>}
      {!needsTrust && unverified > 0 && (
        <SignatureLine
          text={t('sharing.signer.unverified', { count: unverified })}
          isDoubtful
          isAlert={false}
        />
      )}
      {canImport && (needsTrust || unverified > 0) && (
        <Checkbox isSelected={isTrusted} onChange={onTrust}>
          {t(`sharing.signer.${pickConfirmation(preview)}`, { name })}
        </Checkbox>
      )}
    </>
  )
}

function pickConfirmation({ isOwn, signer: { needsTrust } }: MergePreview) {
  if (isOwn) return 'trustMine'
  return needsTrust ? 'trust' : 'trustUnverified'
}

function pickSentence({ isOwn, signer: { state, needsTrust } }: MergePreview) {
  if (state === 'other') return isOwn ? 'otherMine' : 'otherKnown'
  if (state === 'unsigned' && needsTrust) return isOwn ? 'unsignedMine' : 'unsignedKnown'
  return state
}
