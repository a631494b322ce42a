/** One queue for each kind of work: a slow provider never delays a repayment. */
export const TASK_QUEUES = {
  lines: 'lines',
  decisions: 'decisions',
  payments: 'payments',
  notices: 'notices',
} as const;

export type TaskQueue = (typeof TASK_QUEUES)[keyof typeof TASK_QUEUES];
