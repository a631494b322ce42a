import { Option, type Command } from 'commander';
import type { Io } from '../io.js';
import { withExample, withJson } from '../options.js';
import { INTERVALS, METHODS, type Interval, type Method } from './costs.js';

export interface AprOptions {
  readonly json?: boolean;
  readonly principal: string;
  readonly payments: string;
  readonly every: Interval;
  readonly fee: string;
  readonly currency: string;
  readonly start?: string;
  readonly first?: string;
  readonly method?: readonly Method[];
  readonly disclosed?: string;
}

/** `apr`: what a flow of payments costs a year. Needs no server. */
export function addAprCommand(root: Command, io: Io, finish: (code: number) => void): void {
  const apr = root
    .command('apr')
    .description('what a flow of payments costs a year, by one method or several; needs no server')
    .requiredOption('--principal <amount>', 'what is lent, such as 10000')
    .requiredOption(
      '--payments <list>',
      'amounts in their order, repeated with x, dated with @: 888.49x11,50@2026-03-01',
    )
    .addOption(new Option('--every <interval>', 'the time between payments').choices(INTERVALS).default('month'))
    .option('--fee <amount>', 'kept back when the principal is paid out', '0')
    .option('--start <date>', 'the day of the draw; then payments have dates')
    .option('--first <date>', 'the day of the first payment; default: one interval after the draw')
    .addOption(
      new Option('--method <method...>', 'default: nominal and effective, with --start dated').choices(METHODS),
    )
    .option('--disclosed <percent>', 'a rate to hold against the one of us-actuarial')
    .option('--currency <code>', 'of the amounts', 'CNY')
    .action(async (options: AprOptions) => {
      const { showApr } = await import('./show-apr.js');
      finish(showApr(io, options));
    });
  withExample(withJson(apr), 'apr --principal 10000 --payments 888.49x11,888.47 --every month');
}
