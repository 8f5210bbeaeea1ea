import { RadioGroup as AriaRadioGroup, Label, Radio } from 'react-aria-components'
import styles from './radio.module.css'

export type Choice<Id extends string> = { id: Id; label: string; detail?: string | undefined }

/** A choice among a few options that each need a sentence of explanation. */
export function RadioGroup<Id extends string>({
  label,
  choices,
  value,
  onChange,
}: {
  label: string
  choices: Choice<Id>[]
  value: Id
  onChange: (id: Id) => void
}) {
  return (
    <AriaRadioGroup className={styles.group ?? ''} value={value} onChange={(id) => onChange(id as Id)}>
      <Label className={styles.label ?? ''}>{label}</Label>
      {choices.map((choice) => (
        <Radio key={choice.id} value={choice.id} className={styles.radio ?? ''}>
          <span className={styles.mark} aria-hidden />
          <span className={styles.words}>
            <span>{choice.label}</span>
            {choice.detail && <span className={styles.detail}>{choice.detail}</span>}
          </span>
        </Radio>
      ))}
    </AriaRadioGroup>
  )
}
