// Calendar days as epoch days. Only this folder knows months, marketplace weeks and date text.
export { dayFromDate, dayToDate, isDate } from "./day.ts";
export { addMonths, firstDayOfMonth, monthOfDay, monthText } from "./month.ts";
export { weekIndex, weekStartDay } from "./week.ts";
export { type ZoneCalendar, zoneCalendar } from "./zone.ts";
