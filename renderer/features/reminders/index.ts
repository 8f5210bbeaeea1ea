export { loadReminderBanner } from './load-reminder-banner.ts'
export { ReminderButton } from './reminder-button.tsx'
export { getReminderOptions, parseId, setUsualReminder, toId } from './reminders.ts'
