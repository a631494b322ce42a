/**
 * What an applicant declares. Holds no personal data: age comes from the customer's record, and sex, marital status and
 * nationality have no place in a decision at all.
 *
 * @see risk.md section 2, group "Application"
 */
export interface ApplicationFeatures {
  /** Minor units a month, 0 or more. */
  readonly monthlyIncomeMinor: number;
  readonly hasIncomeProof: boolean;
  /** Whole months with the present employer. */
  readonly employmentMonths: number;
  /** What the applicant already pays on debts, minor units a month. */
  readonly monthlyDebtServiceMinor: number;
  readonly isStudent: boolean;
  /** Limit of the credit the applicant has elsewhere, minor units; null: none or not known. */
  readonly existingLimitMinor: number | null;
  /** Share of that limit in use, a decimal such as `"0.35"`; null: not known. */
  readonly utilization: string | null;
  /** Late cycles among the last six there, 0..6; null: not known. */
  readonly lateOf6: number | null;
  /** What the credit is for, as a code such as `HOUSEHOLD`. */
  readonly purpose: string;
}
