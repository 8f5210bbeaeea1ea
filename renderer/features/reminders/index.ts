export { loadReminderBanner } from './load-reminder-banner.ts'
export { ReminderButton } from './reminder-button.tsx'
export { fromId, getReminderOptions, setUsualReminder, toId } from './reminders.ts'
