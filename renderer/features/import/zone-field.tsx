import { ChevronDown } from 'lucide-react'
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
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
import { zoneName } from '../../../core/time.ts'
import fieldStyles from '../../ui/field.module.css'
import styles from '../../ui/suggest-field.module.css'

const zones = Intl.supportedValuesOf('timeZone').map((id) => ({ id }))

/** What is typed that is no zone, as long as it stands in the field: takes the focus there. */
export type ZoneInDoubt = { focus(): void }

/**
 * One of the IANA time zones, found by any part of its name; what is typed counts where it leaves no doubt, and is never dropped in
 * silence: it stays, and is told, until it is another or Escape brings back what was chosen.
 */
export function ZoneField({
  label,
  description,
  value,
  onChange,
  onDoubt,
}: {
  label: string
  description: string
  value: string
  onChange: (zone: string) => void
  onDoubt: (doubt: ZoneInDoubt | null) => void
}) {
  const { t } = useTranslation()
  const [given, setGiven] = useState(value)
  const [chosen, setChosen] = useState(value)
  const [text, setText] = useState(zoneName(value))
  const [unknown, setUnknown] = useState<string | null>(null)
  // Not upon what is told of what was typed, nor when that is taken back.
  const [isListed, setIsListed] = useState(true)
  const input = useRef<HTMLInputElement>(null)
  // The field itself goes back to what is chosen when it is left.
  const isKept = useRef(false)
  if (given !== value) {
    setGiven(value)
    setChosen(value)
    setText(zoneName(value))
  }
  const doubt = (typed: string | null) => {
    isKept.current = typed !== null
    setIsListed(typed === null)
    setUnknown(typed)
    onDoubt(typed === null ? null : { focus: () => input.current?.focus() })
  }
  // The file may be read as one that needs no zone to be said.
  const undoubt = useEffectEvent(() => onDoubt(null))
  useEffect(() => undoubt, [])
  const choose = (zone: string) => {
    doubt(null)
    setText(zoneName(zone))
    if (zone === chosen) return
    setChosen(zone)
    onChange(zone)
  }
  /** Before the field goes back to what is chosen, as it does with Enter, with Tab and when it is left. */
  const take = (written: string) => {
    const typed = written.trim()
    if (typed === '' || typed === zoneName(chosen)) return doubt(null)
    const zone = zoneCalled(typed)
    if (zone) choose(zone)
    else doubt(typed)
  }
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    const { key, currentTarget } = event
    if (key === 'Escape' && currentTarget.value !== zoneName(chosen)) {
      // Or the dialog around it would close; where the list is open, that is what closes.
      if (currentTarget.getAttribute('aria-expanded') !== 'true') event.stopPropagation()
      doubt(null)
      setIsListed(false)
      setText(zoneName(chosen))
    }
    if (key !== 'Enter' && key !== 'Tab') return
    // What was gone to in the list by the arrow keys is taken by the field itself; it begins at what is chosen already.
    const option = document.getElementById(currentTarget.getAttribute('aria-activedescendant') ?? '')
    if (!option || option.textContent === zoneName(chosen)) take(currentTarget.value)
  }
  return (
    <ComboBox
      className={fieldStyles.field ?? ''}
      defaultItems={zones.some(({ id }) => id === value) ? zones : [{ id: value }, ...zones]}
      defaultFilter={(name, typed) => plain(name).includes(plain(typed))}
      value={chosen}
      inputValue={text}
      onInputChange={(typed) => {
        if (isKept.current && typed === zoneName(chosen)) return
        if (unknown !== null) doubt(null)
        if (typed !== zoneName(chosen)) setIsListed(true)
        setText(typed)
      }}
      menuTrigger={isListed ? 'focus' : 'manual'}
      isInvalid={unknown !== null}
      validationBehavior="aria"
      onChange={(zone) => {
        // What is chosen already is also what it goes back to by itself, when it is left.
        const isChosen = zone !== chosen || (unknown !== null && !isKept.current)
        if (zone !== null && isChosen) choose(String(zone))
      }}
      onOpenChange={(isOpen, trigger) => {
        if (isOpen && trigger === 'manual') isKept.current = false
      }}
    >
      <Label className={fieldStyles.label ?? ''}>{label}</Label>
      <div className={styles.box}>
        <Input
          ref={input}
          className={fieldStyles.input ?? ''}
          onKeyDownCapture={onKey}
          onBlurCapture={({ currentTarget }) => take(currentTarget.value)}
        />
        <Button className={styles.open ?? ''}>
          <ChevronDown aria-hidden />
        </Button>
      </div>
      {unknown === null && (
        <Text slot="description" className={fieldStyles.description ?? ''}>
          {description}
        </Text>
      )}
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
