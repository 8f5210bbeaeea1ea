/**
 * The conference clock. This is the computer's clock, or a clock that runs from RAPPORTEUR_NOW or from the moment set in "Rehearse".
 * Screens show it in the conference's zone.
 */
import { createStore } from './create-store.ts'
import { onPreferences, preferences, setPreferences } from './preferences.ts'

const startOffset = window.desktop.startAt ? Date.parse(window.desktop.startAt) - Date.now() : 0

/** Milliseconds by which the conference clock is ahead of the computer's. */
export function getClockOffset(): number {
  return preferences().rehearseOffset ?? startOffset
}

/** The conference clock's present instant, in the store's format. */
export function now(): string {
  return new Date(Date.now() + getClockOffset()).toISOString()
}

/**
 * Converts an instant of the computer's clock (such as the time of a save) to the conference clock. Instants before the present rehearsal,
 * or in a rehearsal that has ended, are not shifted.
 */
export function toConferenceClock(instant: string): string {
  const { rehearsedSince } = preferences()
  const isRehearsed = rehearsedSince !== null && instant >= rehearsedSince
  return shift(instant, isRehearsed ? getClockOffset() : startOffset)
}

/** Converts an instant of the conference clock back to the computer's clock. */
export function toComputerClock(instant: string): string {
  const { rehearsedSince } = preferences()
  const inRehearsal = shift(instant, -getClockOffset())
  return rehearsedSince !== null && inRehearsal >= rehearsedSince ? inRehearsal : shift(instant, -startOffset)
}

function shift(instant: string, milliseconds: number): string {
  return new Date(Date.parse(instant) + milliseconds).toISOString()
}

/** Starts a rehearsal in this window: the conference clock runs from `instant`. null ends the rehearsal. */
export function setRehearsal(instant: string | null): void {
  if (instant === null) {
    setPreferences({ rehearseOffset: null, rehearsedSince: null })
    return
  }
  const startedAt = new Date()
  setPreferences({
    rehearseOffset: Date.parse(instant) - startedAt.getTime(),
    rehearsedSince: startedAt.toISOString(),
  })
}

const minute = createStore(floorToMinute(now()))
let timer: ReturnType<typeof setTimeout> | undefined

function floorToMinute(instant: string): string {
  return `${instant.slice(0, 17)}00.000Z`
}

function tick(): void {
  minute.set(floorToMinute(now()))
  clearTimeout(timer)
  const untilNextMinute = 60_000 - (Date.parse(now()) % 60_000)
  // Wait two seconds at most, so that the time is right soon after the laptop wakes from sleep.
  timer = setTimeout(tick, Math.min(untilNextMinute, 2_000))
}

onPreferences(tick)
tick()

/** The present year in UTC; re-renders when it changes. */
export const useYear = (): string => minute.use((instant) => instant.slice(0, 4))

/** The present minute (an instant at second 0); re-renders when it changes. */
export const useMinute = (): string => minute.use()
