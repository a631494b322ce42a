const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Whole years of age on a civil date: a year is complete on the birthday itself. Born on 29 February, it is 1 March in
 * other years, which never makes anybody older than they are.
 *
 * Takes text, because plain dates of the engine begin in 1970 and applicants are born earlier.
 *
 * @param birthOn `YYYY-MM-DD`
 * @param on `YYYY-MM-DD` in the line's zone
 * @throws RangeError for text that is no date, or a birth after `on`
 * @see regulation.md CNB-14
 */
export function ageOn(birthOn: string, on: string): number {
  const birth = parts(birthOn);
  const day = parts(on);
  const hadBirthday = day.month > birth.month || (day.month === birth.month && day.day >= birth.day);
  const years = day.year - birth.year - (hadBirthday ? 0 : 1);
  if (years < 0) throw new RangeError('birthOn: is after the date of the decision');
  return years;
}

function parts(date: string): { readonly year: number; readonly month: number; readonly day: number } {
  const [, year, month, day] = DATE.exec(date) ?? [];
  // The value is left out of the message: a birth date is personal.
  if (day === undefined) throw new RangeError('birthOn: write a date as YYYY-MM-DD');
  return { year: Number(year), month: Number(month), day: Number(day) };
}
