import type { Column, LabelledTable } from '../table.js';
import type { CsvTable } from './csv.js';

const MINOR_PER_UNIT = 100;
const YOUNG_BELOW_YEARS = 25;

const CODES: Readonly<Record<string, string>> = {
  checkingAccount: 'status_of_existing_checking_account',
  savings: 'savings_account_and_bonds',
  creditHistory: 'credit_history',
  otherInstallmentPlans: 'other_installment_plans',
  purpose: 'purpose',
  employmentSince: 'present_employment_since',
  property: 'property',
  housing: 'housing',
  job: 'job',
  otherDebtors: 'other_debtors_or_guarantors',
  telephone: 'telephone',
};

const NUMBERS: Readonly<Record<string, string>> = {
  durationMonths: 'duration_in_month',
  installmentShareOfIncome: 'installment_rate_in_percentage_of_disposable_income',
  residenceSince: 'present_residence_since',
  existingCredits: 'number_of_existing_credits_at_this_bank',
};

/**
 * The applicants for installment loans as application features. Sex and marital status, age, nationality and dependents
 * go to the audit groups alone.
 *
 * @see risk.md section 1, "German columns"
 */
export function germanTable(csv: CsvTable): LabelledTable {
  const codes = Object.entries(CODES).map(
    ([name, column]) => [name, { type: 'CATEGORY', values: csv.text(column) }] as const,
  );
  const numbers = Object.entries(NUMBERS).map(([name, column]) => [name, number(csv.number(column))] as const);
  const personal = csv.text('personal_status_and_sex');
  return {
    rows: csv.rows,
    columns: {
      ...Object.fromEntries([...codes, ...numbers]),
      creditAmountMinor: number(csv.number('credit_amount').map((amount) => amount * MINOR_PER_UNIT)),
    },
    isBad: Uint8Array.from(csv.text('creditability'), (outcome) => (outcome === 'bad' ? 1 : 0)),
    audit: {
      sex: personal.map((text) => (text.startsWith('male') ? 'male' : 'female')),
      ageBand: Array.from(csv.number('age_in_years'), (years) =>
        years < YOUNG_BELOW_YEARS ? 'under 25' : '25 and over',
      ),
      nationality: csv.text('foreign_worker').map((isForeign) => (isForeign === 'yes' ? 'foreign' : 'national')),
    },
  };
}

function number(values: Float64Array): Column {
  return { type: 'NUMBER', values };
}
