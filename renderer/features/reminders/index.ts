export { ReminderBanner } from './reminder-banner.tsx'
export { ReminderButton } from './reminder-button.tsx'
export { fromId, getReminderOptions, setUsualReminder, toId } from './reminders.ts'
