import base from './jest.config.js';

/** The tests that stand beside the rules that are mutated: a rule must be held by its own tests, not by a line's life. */
export default {
  ...base.projects.find(({ displayName }) => displayName === 'unit'),
  testMatch: ['<rootDir>/domain/{money,schedule,repayment,statement}/**/*.test.ts'],
};
