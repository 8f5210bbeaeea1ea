/**
 * The conference clock: the computer's clock, or another one that runs from RAPPORTEUR_NOW or from the moment set in "Rehearse".
 * Screens show it in the conference's zone.
 */

import { Temporal } from 'temporal-polyfill'
import { toInstantString } from '../../core/time.ts'
import { createStore } from './create-store.ts'
import { onPreferences, preferences, setPreferences } from './preferences.ts'

const startedAt = Temporal.Now.instant()
const startOffset = window.desktop.startAt
  ? Temporal.Instant.from(window.desktop.startAt).epochMilliseconds - startedAt.epochMilliseconds
  : 0

/** Milliseconds by which the conference clock is ahead of the computer's. */
export function clockOffset(): number {
  return preferences().rehearseOffset ?? startOffset
}

/** The conference clock's present instant, in the store's format. */
export function now(): string {
  return toInstantString(Temporal.Now.instant().add({ milliseconds: clockOffset() }))
}

/**
 * Converts an instant of the computer's clock (such as the store's "saved at") to the conference clock. Instants before the
 * present rehearsal, or in one that has ended, are not shifted.
 */
export function onConferenceClock(instant: string): string {
  const { rehearsedSince } = preferences()
  const isRehearsed = rehearsedSince !== null && instant >= rehearsedSince
  return toInstantString(
    Temporal.Instant.from(instant).add({ milliseconds: isRehearsed ? clockOffset() : startOffset }),
  )
}

/** Converts an instant of the conference clock back to the computer's clock. */
export function onComputerClock(instant: string): string {
  const { rehearsedSince } = preferences()
  const before = (milliseconds: number) =>
    toInstantString(Temporal.Instant.from(instant).subtract({ milliseconds }))
  const inRehearsal = before(clockOffset())
  return rehearsedSince !== null && inRehearsal >= rehearsedSince ? inRehearsal : before(startOffset)
}

/** Starts a rehearsal in this window: the conference clock runs from `instant`. null ends the rehearsal. */
export function rehearseFrom(instant: string | null): void {
  if (instant === null) {
    setPreferences({ rehearseOffset: null, rehearsedSince: null })
    return
  }
  const began = Temporal.Now.instant()
  setPreferences({
    rehearseOffset: Temporal.Instant.from(instant).epochMilliseconds - began.epochMilliseconds,
    rehearsedSince: toInstantString(began),
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
  const untilNextMinute = 60_000 - (Temporal.Instant.from(now()).epochMilliseconds % 60_000)
  // Wait two seconds at most, so that the time is right soon after the laptop wakes from sleep.
  timer = setTimeout(tick, Math.min(untilNextMinute, 2_000))
}

onPreferences(tick)
tick()

/** The present year in UTC; re-renders when it changes. */
export const useYear = (): string => minute.use((instant) => instant.slice(0, 4))

/** The present minute (an instant at second 0); re-renders when it changes. */
export const useMinute = (): string => minute.use()
