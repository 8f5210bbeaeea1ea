/** Shows who signed a file and with which key. */
import { ShieldAlert, ShieldCheck } from 'lucide-react'
import styles from './signature.module.css'

export function SignatureLine({
  text,
  isDoubtful,
  isWarning = isDoubtful,
  isAlert = isWarning,
}: {
  text: string
  isDoubtful: boolean
  /** Emphasises the line. */
  isWarning?: boolean
  /** Makes a screen reader read it at once. */
  isAlert?: boolean
}) {
  const Icon = isDoubtful ? ShieldAlert : ShieldCheck
  return (
    <p className={styles.line} data-warning={isWarning} role={isAlert ? 'alert' : undefined}>
      <Icon aria-hidden />
      <span>{text}</span>
    </p>
  )
}

export function Fingerprint({ label, value }: { label: string; value: string }) {
  return (
    <p className={styles.fingerprint}>
      {label} <code>{value}</code>
    </p>
  )
}
