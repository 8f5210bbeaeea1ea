import { RadioGroup as AriaRadioGroup, Label, Radio } from 'react-aria-components'
import styles from './radio.module.css'

/** `picture`: the address of a picture that illustrates the label. */
export type RadioChoice<Id extends string> = {
  id: Id
  label: string
  detail?: string | undefined
  picture?: string
}

/** A choice among a few options that each need a sentence of explanation. */
export function RadioGroup<Id extends string>({
  label,
  choices,
  value,
  onChange,
}: {
  label: string
  choices: RadioChoice<Id>[]
  value: Id
  onChange: (id: Id) => void
}) {
  return (
    <AriaRadioGroup className={styles.group ?? ''} value={value} onChange={(id) => onChange(id as Id)}>
      <Label className={styles.label ?? ''}>{label}</Label>
      {choices.map((choice) => (
        <Radio key={choice.id} value={choice.id} className={styles.radio ?? ''}>
          <span className={styles.mark} aria-hidden />
          {choice.picture && <img className={styles.picture} src={choice.picture} alt="" />}
          <span className={styles.words}>
            <span>{choice.label}</span>
            {choice.detail && <span className={styles.detail}>{choice.detail}</span>}
          </span>
        </Radio>
      ))}
    </AriaRadioGroup>
  )
}
