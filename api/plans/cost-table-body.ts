import type { z } from 'zod';
import type { costTableSchema } from '../../contracts/cost-tables.js';
import type { CostTable } from '../../domain/plan/cost-table.js';

/** A cost table as it is answered. */
export const costTableBody = (table: CostTable): z.infer<typeof costTableSchema> => ({
  ...table,
  components: table.components.map((component) => ({ ...component })),
  dueMinor: [...table.dueMinor],
});
