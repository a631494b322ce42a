import { allocation } from './families/allocation.js';
import { apr } from './families/apr.js';
import { daycount } from './families/daycount.js';
import { goldenCn } from './families/golden-cn.js';
import { lifecycles } from './families/lifecycles.js';
import { openend } from './families/openend.js';
import { schedules } from './families/schedules.js';
import { tvm } from './families/tvm.js';
import type { Family } from './family.js';

/** Every family of vectors that the engine answers, under the name in its files. */
export const FAMILIES: Readonly<Record<string, Family>> = {
  allocation,
  apr,
  daycount,
  'golden-cn': goldenCn,
  lifecycles,
  openend,
  schedules,
  tvm,
};
