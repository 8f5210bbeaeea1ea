import { ChevronDown } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import {
  Button,
  ComboBox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { zoneName } from '../../core/time.ts'
import fieldStyles from '../ui/field.module.css'
import styles from './contacts-suggest.module.css'

const zones = Intl.supportedValuesOf('timeZone').map((id) => ({ id }))

/** One of the IANA time zones, found by any part of its name; what is typed counts where it leaves no doubt, and is never dropped in silence. */
export function ZoneField({
  label,
  description,
  value,
  onChange,
}: {
  label: string
  description: string
  value: string
  onChange: (zone: string) => void
}) {
  const { t } = useTranslation()
  const [given, setGiven] = useState(value)
  const [chosen, setChosen] = useState(value)
  const [unknown, setUnknown] = useState<string | null>(null)
  if (given !== value) {
    setGiven(value)
    setChosen(value)
  }
  const choose = (zone: string) => {
    setUnknown(null)
    if (zone === chosen) return
    setChosen(zone)
    onChange(zone)
  }
  /** Before the field goes back to what is chosen, as it does with Enter, with Tab and when it is left. */
  const take = (typed: string) => {
    const text = typed.trim()
    if (text === '' || text === zoneName(chosen)) return
    const zone = zoneCalled(text)
    if (zone) choose(zone)
    else setUnknown(text)
  }
  const takeByKey = ({ key, currentTarget }: KeyboardEvent<HTMLInputElement>) => {
    if (key !== 'Enter' && key !== 'Tab') return
    // What was gone to in the list by the arrow keys is taken by the field itself; it begins at what is chosen already.
    const option = document.getElementById(currentTarget.getAttribute('aria-activedescendant') ?? '')
    if (!option || option.textContent === zoneName(chosen)) take(currentTarget.value)
  }
  return (
    <ComboBox
      className={fieldStyles.field ?? ''}
      defaultItems={zones.some(({ id }) => id === value) ? zones : [{ id: value }, ...zones]}
      value={chosen}
      menuTrigger="focus"
      isInvalid={unknown !== null}
      validationBehavior="aria"
      onChange={(zone) => {
        if (zone !== null) choose(String(zone))
      }}
    >
      <Label className={fieldStyles.label ?? ''}>{label}</Label>
      <div className={styles.box}>
        <Input
          className={fieldStyles.input ?? ''}
          onKeyDownCapture={takeByKey}
          onBlurCapture={({ currentTarget }) => take(currentTarget.value)}
        />
        <Button className={styles.open ?? ''}>
          <ChevronDown aria-hidden />
        </Button>
      </div>
      <Text slot="description" className={fieldStyles.description ?? ''}>
        {description}
      </Text>
      <FieldError className={fieldStyles.error ?? ''}>
        {unknown !== null && t('import.zoneUnknown', { text: unknown })}
      </FieldError>
      <Popover className={fieldStyles.popover ?? ''} offset={4} maxHeight={320}>
        <ListBox<{ id: string }> className={fieldStyles.options ?? ''}>
          {({ id }) => (
            <ListBoxItem id={id} textValue={zoneName(id)} className={fieldStyles.option ?? ''}>
              {zoneName(id)}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[\s_]+/g, ' ')

/** By its whole name, else by its city, else by a part that only one has. undefined: none, or several. */
function zoneCalled(text: string): string | undefined {
  const wanted = plain(text)
  const named = zones.map(({ id }) => ({ id, name: plain(zoneName(id)) }))
  const alone = (isIt: (name: string) => boolean) => {
    const [found, ...others] = named.filter(({ name }) => isIt(name))
    return others.length === 0 ? found?.id : undefined
  }
  return (
    alone((name) => name === wanted) ??
    alone((name) => name.endsWith(`/${wanted}`)) ??
    alone((name) => name.includes(wanted))
  )
}
