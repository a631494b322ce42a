import { readFileSync } from 'node:fs';
import { PLAN_VERSIONS } from './catalogue.js';
import { changedVersions, lockOf, nameOf, withNewVersions, type PlansLock } from './lock.js';

const launched = JSON.parse(readFileSync(new URL('plans.lock.json', import.meta.url), 'utf8')) as PlansLock;
const [first] = PLAN_VERSIONS;
if (first === undefined) throw new Error('no plan versions');

describe('the lock of launched plan versions', () => {
  test('no launched version has changed, and every shipped one is launched', () => {
    expect(changedVersions(launched, PLAN_VERSIONS)).toEqual([]);
    expect(Object.keys(launched).toSorted()).toEqual(PLAN_VERSIONS.map(nameOf).toSorted());
  });

  test.each([
    ['a cap', { annualCap: '0.23' }],
    ['a name', { name: 'Other' }],
    ['a rounding', { rounding: 'DOWN' as const }],
  ])('%s that differs is found', (_case, change) => {
    const plans = PLAN_VERSIONS.map((plan) => (plan === first ? { ...plan, ...change } : plan));
    expect(changedVersions(launched, plans)).toEqual([nameOf(first)]);
    expect(() => withNewVersions(launched, plans)).toThrow(/pay-later@1 differ from what was launched/);
  });

  test('a version that is gone is found', () => {
    expect(changedVersions(launched, PLAN_VERSIONS.slice(1))).toEqual([nameOf(first)]);
  });

  test('another fold of the same terms is found', () => {
    const name = nameOf(first);
    const other = { ...launched, [name]: { ...lockOf(first), folds: { 1: 'of an earlier program' } } };
    expect(changedVersions(other, PLAN_VERSIONS)).toEqual([name]);
  });

  test('a new version is added, and the others are left alone', () => {
    const next = { ...first, version: 2, annualCap: '0.20' };
    const lock = withNewVersions(launched, [...PLAN_VERSIONS, next]);
    expect(lock).toEqual({ ...launched, 'pay-later@2': lockOf(next) });
  });
});
