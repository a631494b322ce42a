import fc from 'fast-check';

/**
 * One seed for a whole run, so that a red gate means a change and not a roll of the dice. Look for new counterexamples
 * with another: `PROPERTY_SEED=$RANDOM npm run test:unit`. What is found becomes a row of a table test.
 */
const SEED = 20_250_105;

const { PROPERTY_SEED: seed, PROPERTY_RUNS: numRuns } = process.env;

fc.configureGlobal({ seed: Number(seed ?? SEED), ...(numRuns !== undefined && { numRuns: Number(numRuns) }) });
