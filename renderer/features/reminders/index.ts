export { loadReminderBanner } from './load-reminder-banner.ts'
export { ReminderButton } from './reminder-button.tsx'
export { getReminderOptions, parseOptionId, setDefaultReminder, toOptionId } from './reminders.ts'
