/** Grades of risk, from the best to the worst. @see risk.md section 6.1 */
export const GRADES = ['A', 'B', 'C', 'D', 'E'] as const;
export type Grade = (typeof GRADES)[number];
/** E is not lent to. */
export type LendingGrade = Exclude<Grade, 'E'>;

/** Whether a grade is as bad as another, or worse. */
export function isAtLeastAsBad(grade: Grade, than: Grade): boolean {
  return GRADES.indexOf(grade) >= GRADES.indexOf(than);
}
