import { eachLimited } from './limited.js';

describe('eachLimited', () => {
  test('keeps the order of the items and the bound', async () => {
    let running = 0;
    let most = 0;
    const results = await eachLimited([5, 1, 4, 2, 3], 2, async (item) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < item; turn += 1) await Promise.resolve();
      running -= 1;
      return item * 10;
    });
    expect(results).toEqual([50, 10, 40, 20, 30]);
    expect(most).toBe(2);
  });

  test('fails with the first failure', async () => {
    await expect(
      eachLimited([1, 2], 1, (item) => (item === 1 ? Promise.reject(new Error('first')) : Promise.resolve(item))),
    ).rejects.toThrow('first');
  });
});
