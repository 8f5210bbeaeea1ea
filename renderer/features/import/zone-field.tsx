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
import { getZoneName } from '../../../core/zones.ts'
import fieldStyles from '../../ui/field.module.css'
import styles from '../../ui/suggest-field.module.css'

const zones = Intl.supportedValuesOf('timeZone').map((id) => ({ id }))

/** Reported while the text in the field is not a time zone; `focus` moves the focus to the field. */
export type ZoneInDoubt = { focus(): void }

/**
 * Chooses an IANA time zone by any part of its name. Typed text is accepted if it matches a single zone. Otherwise the text stays, with an
 * error until it is changed or Escape restores the chosen zone.
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
  const [lastValue, setLastValue] = useState(value)
  const [chosen, setChosen] = useState(value)
  const [text, setText] = useState(getZoneName(value))
  const [unknown, setUnknown] = useState<string | null>(null)
  // The list does not open on focus while an error is shown or after Escape.
  const [isListed, setIsListed] = useState(true)
  const input = useRef<HTMLInputElement>(null)
  // While true, the ComboBox must not reset the text to the chosen zone when it loses the focus.
  const keepsText = useRef(false)
  if (lastValue !== value) {
    setLastValue(value)
    setChosen(value)
    setText(getZoneName(value))
  }
  const setDoubt = (typed: string | null) => {
    keepsText.current = typed !== null
    setIsListed(typed === null)
    setUnknown(typed)
    onDoubt(typed === null ? null : { focus: () => input.current?.focus() })
  }
  // The field disappears if the file turns out to need no time zone.
  const clearDoubt = useEffectEvent(() => onDoubt(null))
  useEffect(() => clearDoubt, [])
  const choose = (zone: string) => {
    setDoubt(null)
    setText(getZoneName(zone))
    if (zone === chosen) return
    setChosen(zone)
    onChange(zone)
  }
  /** Reads the typed text before the ComboBox resets it on Enter, Tab or blur. */
  const readTypedZone = (written: string) => {
    const typed = written.trim()
    if (typed === '' || typed === getZoneName(chosen)) return setDoubt(null)
    const zone = findZoneByName(typed)
    if (zone) choose(zone)
    else setDoubt(typed)
  }
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    const { key, currentTarget } = event
    if (key === 'Escape' && currentTarget.value !== getZoneName(chosen)) {
      // Keeps the surrounding dialog open; if the list is open, Escape closes only that.
      if (currentTarget.getAttribute('aria-expanded') !== 'true') event.stopPropagation()
      setDoubt(null)
      setIsListed(false)
      setText(getZoneName(chosen))
    }
    if (key !== 'Enter' && key !== 'Tab') return
    // The ComboBox itself takes an option reached by arrow keys. Its first active option is the chosen zone.
    const option = document.getElementById(currentTarget.getAttribute('aria-activedescendant') ?? '')
    if (!option || option.textContent === getZoneName(chosen)) readTypedZone(currentTarget.value)
  }
  return (
    <ComboBox
      className={fieldStyles.field ?? ''}
      defaultItems={zones.some(({ id }) => id === value) ? zones : [{ id: value }, ...zones]}
      defaultFilter={(name, typed) => toPlainName(name).includes(toPlainName(typed))}
      value={chosen}
      inputValue={text}
      onInputChange={(typed) => {
        if (keepsText.current && typed === getZoneName(chosen)) return
        if (unknown !== null) setDoubt(null)
        if (typed !== getZoneName(chosen)) setIsListed(true)
        setText(typed)
      }}
      menuTrigger={isListed ? 'focus' : 'manual'}
      isInvalid={unknown !== null}
      validationBehavior="aria"
      onChange={(zone) => {
        // On blur, the ComboBox reports the zone that is already chosen; this is no choice.
        const isChosen = zone !== chosen || (unknown !== null && !keepsText.current)
        if (zone !== null && isChosen) choose(String(zone))
      }}
      onOpenChange={(isOpen, trigger) => {
        if (isOpen && trigger === 'manual') keepsText.current = false
      }}
    >
      <Label className={fieldStyles.label ?? ''}>{label}</Label>
      <div className={styles.box}>
        <Input
          ref={input}
          className={fieldStyles.input ?? ''}
          onKeyDownCapture={onKey}
          onBlurCapture={({ currentTarget }) => readTypedZone(currentTarget.value)}
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
            <ListBoxItem id={id} textValue={getZoneName(id)} className={fieldStyles.option ?? ''}>
              {getZoneName(id)}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}

const toPlainName = (text: string): string => text.toLowerCase().replaceAll(/[\s_]+/g, ' ')

/** Finds a zone by its full name, its city or a unique part of its name. @returns undefined if none or several match */
function findZoneByName(text: string): string | undefined {
  const needle = toPlainName(text)
  const named = zones.map(({ id }) => ({ id, name: toPlainName(getZoneName(id)) }))
  const findOnly = (matches: (name: string) => boolean) => {
    const [found, ...others] = named.filter(({ name }) => matches(name))
    return others.length === 0 ? found?.id : undefined
  }
  return (
    findOnly((name) => name === needle) ??
    findOnly((name) => name.endsWith(`/${needle}`)) ??
    findOnly((name) => name.includes(needle))
  )
}
