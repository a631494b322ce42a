import { catalogueOf } from './catalogue/feature.js';
import { FEATURES_NOT_FOR_DECISIONS } from './catalogue/features-not-for-decisions.js';
import { EXPERT_1 } from './scorecard.js';
import { checkedModelFile, sealModel } from './model-file.js';
import type { ModelFile } from './model-file.js';
import { featureRefusal, isInShare, MODEL_STATES, moveModel, register, routeModel } from './registry.js';
import type { ModelRegistry, ModelState, RegistryResult } from './registry.js';

const ON = '2026-01-15';
const TREES = {
  id: 'trees',
  version: 1,
  kind: 'BOOSTED_TREES',
  scale: EXPERT_1.scale,
  inputs: [],
  baseMicro: 0,
  trees: [],
  calibration: { slopeMicro: 1_000_000, interceptMicro: 0 },
} as const;

function file(id: string, changed: Partial<ModelFile> = {}): ModelFile {
  return sealModel({
    id,
    version: 1,
    purpose: 'BEHAVIOR',
    owner: 'risk',
    trainedBy: 'ann',
    trainedOn: '2026-01-01',
    validUntil: '2026-12-31',
    trainingWindow: { from: '2025-01-01', to: '2025-12-31' },
    data: { id: 'd', sha256: '0', rows: 1, badShare: 0, attribution: 'none' },
    parameters: {},
    features: ['lateOf6', 'utilization'],
    metrics: { auc: 0.8, ks: 0.4 },
    monitoring: { score: { bounds: [], codes: [], shares: [] }, features: {} },
    model: EXPERT_1,
    ...changed,
  });
}

function valueOf(result: RegistryResult): ModelRegistry {
  if (!result.ok) throw new Error(result.refusal.type);
  return result.value;
}

/** Brings a model to a state, one step at a time. */
function brought(registry: ModelRegistry, model: ModelFile, to: ModelState): ModelRegistry {
  let present = valueOf(register(registry, model));
  for (const state of MODEL_STATES.slice(1, MODEL_STATES.indexOf(to) + 1)) {
    present = valueOf(moveModel(present, { model: `${model.id}-1`, to: state, approvedBy: 'bob', on: ON }));
  }
  return present;
}

const statesOf = (registry: ModelRegistry) => registry.map(({ file: { id }, state }) => `${id} ${state}`);

describe('model file', () => {
  test('any change is seen by its hash', () => {
    const model = file('a');
    expect(checkedModelFile(model)).toBe(model);
    expect(() => checkedModelFile({ ...model, validUntil: '2099-12-31' })).toThrow('hash');
    expect(checkedModelFile(JSON.parse(JSON.stringify(model)) as ModelFile)).toEqual(model);
  });

  test('sealing again gives the hash of the new content', () => {
    expect(checkedModelFile(sealModel({ ...file('a'), version: 2 })).version).toBe(2);
    expect(sealModel(file('a'))).toEqual(file('a'));
  });
});

describe('moveModel', () => {
  test('a model goes one state at a time', () => {
    expect(statesOf(brought([], file('a'), 'CHAMPION'))).toEqual(['a CHAMPION']);
    const draft = valueOf(register([], file('a')));
    for (const to of ['CHALLENGER', 'CHAMPION', 'DRAFT'] as const) {
      expect(moveModel(draft, { model: 'a-1', to, approvedBy: 'bob', on: ON })).toEqual({
        ok: false,
        refusal: { type: 'transition-not-allowed', from: 'DRAFT', to },
      });
    }
  });

  test('nothing comes back from retirement', () => {
    const retired = brought([], file('a'), 'RETIRED');
    expect(moveModel(retired, { model: 'a-1', to: 'SHADOW', approvedBy: 'bob', on: ON }).ok).toBe(false);
  });

  test('a new champion retires the one of its purpose, and no other', () => {
    let registry = brought([], file('a'), 'CHAMPION');
    registry = brought(registry, file('b', { purpose: 'APPLICATION' }), 'CHAMPION');
    expect(statesOf(brought(registry, file('c'), 'CHAMPION'))).toEqual(['a RETIRED', 'b CHAMPION', 'c CHAMPION']);
  });

  test.each([
    ['the trainer approves', {}, 'ann', { type: 'approver-is-trainer', approvedBy: 'ann' }],
    ['a protected feature', { features: ['lateOf6', 'sex'] }, 'bob', { type: 'feature-protected', feature: 'sex' }],
    ['age', { features: ['ageYears'] }, 'bob', { type: 'feature-protected', feature: 'ageYears' }],
    ['not approved', { features: ['socialScore'] }, 'bob', { type: 'feature-not-approved', feature: 'socialScore' }],
    [
      'own price',
      { features: ['offerRatePerYear'] },
      'bob',
      { type: 'feature-not-approved', feature: 'offerRatePerYear' },
    ],
    ['not listed', { features: ['shoeSize'] }, 'bob', { type: 'feature-unknown', feature: 'shoeSize' }],
    ['expired', { validUntil: '2026-01-14' }, 'bob', { type: 'model-expired', validUntil: '2026-01-14', on: ON }],
  ] as const)('%s: refused', (_name, changed, approvedBy, refusal) => {
    const registry = valueOf(register([], file('a', changed)));
    expect(moveModel(registry, { model: 'a-1', to: 'SHADOW', approvedBy, on: ON })).toEqual({ ok: false, refusal });
  });

  test('unknown and known models', () => {
    expect(moveModel([], { model: 'a-1', to: 'SHADOW', approvedBy: 'bob', on: ON })).toMatchObject({
      refusal: { type: 'model-unknown' },
    });
    expect(register(brought([], file('a'), 'SHADOW'), file('a'))).toMatchObject({ refusal: { type: 'model-known' } });
  });
});

test('no feature of the list for audit has decision use', () => {
  const catalogue = catalogueOf(FEATURES_NOT_FOR_DECISIONS);
  for (const { name } of FEATURES_NOT_FOR_DECISIONS) expect(featureRefusal([name], catalogue)).not.toBeNull();
});

describe('routeModel', () => {
  const routing = { purpose: 'BEHAVIOR', subjectId: 'cus_1', on: ON, challengerShareBp: 0 } as const;
  const both = brought(brought([], file('champ'), 'CHAMPION'), file('chall'), 'CHALLENGER');

  test('without a share the champion decides on everybody', () => {
    expect(routeModel(both, routing)).toMatchObject({ file: { id: 'champ' }, role: 'CHAMPION', fallback: null });
  });

  test('with the whole share the challenger does', () => {
    expect(routeModel(both, { ...routing, challengerShareBp: 10_000 })).toMatchObject({ role: 'CHALLENGER' });
  });

  test.each([
    ['on its last day it decides', '2026-12-31', 'CHAMPION', null],
    ['a day later it refuses', '2027-01-01', 'REFER', 'no-valid-model'],
  ])('%s', (_name, on, role, fallback) => {
    expect(routeModel(brought([], file('a'), 'CHAMPION'), { ...routing, on })).toMatchObject({ role, fallback });
  });

  test('expired trees fall back to a valid scorecard, not to other trees and not to a draft', () => {
    const valid = { validUntil: '2027-06-30' };
    let registry = brought([], file('card', valid), 'SHADOW');
    registry = brought(registry, file('other-trees', { ...valid, model: TREES }), 'SHADOW');
    registry = brought(registry, file('old', { model: TREES }), 'CHAMPION');
    registry = valueOf(register(registry, file('draft', { ...valid, trainedOn: '2026-02-01' })));
    expect(routeModel(registry, { ...routing, on: '2027-01-01' })).toMatchObject({
      file: { id: 'card' },
      role: 'FALLBACK',
      fallback: 'model-expired',
    });
  });

  test('an expired challenger leaves its share to the champion', () => {
    const registry = brought(
      brought([], file('champ', { validUntil: '2027-06-30' }), 'CHAMPION'),
      file('chall'),
      'CHALLENGER',
    );
    expect(routeModel(registry, { ...routing, challengerShareBp: 10_000, on: '2027-01-01' })).toMatchObject({
      file: { id: 'champ' },
      role: 'CHAMPION',
      fallback: 'model-expired',
    });
  });

  test('a model of another purpose does not decide', () => {
    expect(routeModel(both, { ...routing, purpose: 'APPLICATION' }).role).toBe('REFER');
  });
});

describe('isInShare', () => {
  const subjects = Array.from({ length: 10_000 }, (_, at) => `cus_${at}`);

  test.each([0, 500, 2_000, 5_000, 10_000])(
    '%d parts in ten thousand: within one point on 10,000 subjects',
    (shareBp) => {
      const share = subjects.filter((subject) => isInShare(subject, shareBp)).length;
      expect(Math.abs(share - shareBp)).toBeLessThanOrEqual(100);
    },
  );

  test('nobody changes sides, and a larger share only adds subjects', () => {
    for (const subject of subjects.slice(0, 500)) {
      expect(isInShare(subject, 2_000)).toBe(isInShare(subject, 2_000));
      if (isInShare(subject, 2_000)) expect(isInShare(subject, 3_000)).toBe(true);
    }
  });
});
