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

/** Milliseconds by which it is ahead of the computer's. */
export function clockOffset(): number {
  return preferences().rehearseOffset ?? startOffset
}

/** The conference clock's instant, in the form the store keeps. */
export function now(): string {
  return toInstantString(Temporal.Now.instant().add({ milliseconds: clockOffset() }))
}

/**
 * What the conference clock showed at an instant of the computer's clock (a "saved at" of the store). What was saved before
 * the present rehearsal, or in one that has ended, does not move with it.
 */
export function onConferenceClock(instant: string): string {
  const { rehearsedSince } = preferences()
  const isRehearsed = rehearsedSince !== null && instant >= rehearsedSince
  return toInstantString(
    Temporal.Instant.from(instant).add({ milliseconds: isRehearsed ? clockOffset() : startOffset }),
  )
}

/** The instant of the computer's clock at which the conference clock showed this one: the other way round. */
export function onComputerClock(instant: string): string {
  const { rehearsedSince } = preferences()
  const before = (milliseconds: number) =>
    toInstantString(Temporal.Instant.from(instant).subtract({ milliseconds }))
  const inRehearsal = before(clockOffset())
  return rehearsedSince !== null && inRehearsal >= rehearsedSince ? inRehearsal : before(startOffset)
}

/** From now on the conference clock runs from `instant`, in this window. null: the rehearsal is over. */
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
  // A second at most: a laptop that slept through the timer is right again at once.
  timer = setTimeout(tick, Math.min(untilNextMinute, 1_000))
}

onPreferences(tick)
tick()

/** The year in UTC; re-renders when it changes. */
export const useYear = (): string => minute.use((instant) => instant.slice(0, 4))

/** The present minute (an instant at second 0); re-renders when it changes. */
export const useMinute = (): string => minute.use()
