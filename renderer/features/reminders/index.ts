export { loadReminderBanner } from './load-reminder-banner.ts'
export { ReminderButton } from './reminder-button.tsx'
export { getReminderOptions, parseId, setDefaultReminder, toId } from './reminders.ts'
