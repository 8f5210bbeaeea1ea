export { ReminderBanner } from './reminder-banner.tsx'
export { ReminderButton } from './reminder-button.tsx'
export { fromId, reminderOptions, setUsualReminder, toId } from './reminders.ts'
