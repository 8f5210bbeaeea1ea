import { getExtension, isShownInApp } from '../../../../core/document-types.ts'
import type { Session } from '../../../model.ts'
import type { OutputFile } from '../../report/exporter.ts'
import type { ReportPlan, ReportSource } from '../../source/report-source.ts'

/** More plans would leave no space to write. */
const MAX_PLANS = 2

/**
 * Chooses the first plan of each room, and of these plans the ones that show the most rooms of the day. PDF plans are left out, since a PDF
 * cannot be part of a page.
 */
export function listDayPlans({ plans }: ReportSource, sessions: readonly Session[]): ReportPlan[] {
  const rooms = new Set(sessions.flatMap(({ room }) => room ?? []))
  const shown = plans.filter(({ type }) => isShownInApp(type))
  const byPlan = Map.groupBy(rooms, (room) => shown.find((plan) => plan.rooms.includes(room)))
  return [...byPlan]
    .flatMap(([plan, roomsOnPlan]) => (plan ? { plan, count: roomsOnPlan.length } : []))
    .toSorted((a, b) => b.count - a.count)
    .slice(0, MAX_PLANS)
    .map(({ plan }) => plan)
}

/** The plans of all days, each once. */
export function listShownPlans(source: ReportSource): ReportPlan[] {
  const days = Map.groupBy(source.sessions, ({ day }) => day)
  return [...new Set([...days.values()].flatMap((sessions) => listDayPlans(source, sessions)))]
}

/** A plan as a file beside the page. */
export function toPlanFile({ sha256, type, bytes }: ReportPlan): OutputFile {
  return { name: `plans/${sha256.slice(0, 16)}.${getExtension(type)}`, bytes }
}
