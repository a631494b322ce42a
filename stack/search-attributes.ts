/** What operations find lines by: the server must know them before the first line starts. */
export const SEARCH_ATTRIBUTES = {
  LineStatus: 'Keyword',
  DelinquencyBucket: 'Keyword',
  PlanId: 'Keyword',
  WaitingFor: 'Keyword',
  LenderId: 'Keyword',
  NextItemAt: 'Datetime',
} as const;
