// Not in index.ts: the bundler loads a module that has code of its own, with everything that it exports, for the first frame.
export const loadReminderBanner = async () => (await import('./reminder-banner.tsx')).ReminderBanner
