import { z } from 'zod';
import type { CostTable } from '../domain/plan/cost-table.js';
import { agrees } from './agrees.js';
import { balanceMinorSchema, rateSchema } from './money.js';
import { amortizationSchema, otherChargeSchema } from './plans.js';

const { component, payee, method } = otherChargeSchema.shape;

const costComponentSchema = z
  .strictObject({
    component: z.enum(['INTEREST', 'FEE', ...component.options]),
    payee: payee.meta({ description: 'Who collects it: LENDER, or the payee of the charge.' }),
    method: z.enum([...amortizationSchema.options, ...method.options]),
    rate: rateSchema.meta({ description: 'Of the original principal, a year or a day as the method says.' }),
    totalMinor: balanceMinorSchema,
  })
  .meta({ id: 'CostComponent' });

/** Everything that a credit costs, whoever gets it: what the customer signs. */
export const costTableSchema = z
  .strictObject({
    principalMinor: balanceMinorSchema,
    receivedMinor: balanceMinorSchema.meta({ description: 'What is really paid out.' }),
    components: z.array(costComponentSchema),
    dueMinor: z.array(balanceMinorSchema).meta({ description: 'To be paid in each period, to all payees.' }),
    totalCostMinor: balanceMinorSchema,
    totalDueMinor: balanceMinorSchema,
    annualCost: rateSchema.meta({ description: 'Fraction a year of what all payees charge.' }),
    annualCostMethod: z.enum(['NOMINAL_IRR', 'EFFECTIVE_IRR']),
    annualCostTiming: z.enum(['PERIODIC', 'DATED_WORST_CASE']),
  })
  .meta({ id: 'CostTable' });

agrees<CostTable, typeof costTableSchema>(true);
