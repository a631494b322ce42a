import { appendFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { RecordFile } from './record-file.js';
import { temporaryFolder } from './test-bench.js';

const schema = z.object({ n: z.int() });

describe('RecordFile', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    path = join(folder, 'deep', 'records.jsonl');
  });
  afterEach(async () => await rm(folder, { recursive: true }));

  test('keeps what was appended, in order, also under a burst', async () => {
    const { file, records } = await RecordFile.open(path, schema);
    expect(records).toEqual([]);
    const numbers = Array.from({ length: 500 }, (_, n) => ({ n }));
    await Promise.all(numbers.map((record) => file.append(record)));
    await file.close();
    const again = await RecordFile.open(path, schema);
    expect(again.records).toEqual(numbers);
    await again.file.close();
  });

  test('has a record in the file when append resolves', async () => {
    const { file } = await RecordFile.open(path, schema);
    await file.append({ n: 1 });
    expect(await readFile(path, 'utf8')).toBe('{"n":1}\n');
    const later = file.append({ n: 2 });
    await file.synced();
    expect(await readFile(path, 'utf8')).toBe('{"n":1}\n{"n":2}\n');
    await later;
    await file.close();
  });

  test('drops half a line at the end and goes on after the last whole one', async () => {
    const first = await RecordFile.open(path, schema);
    await first.file.append({ n: 1 });
    await first.file.close();
    await appendFile(path, '{"n":2');
    const second = await RecordFile.open(path, schema);
    expect(second.records).toEqual([{ n: 1 }]);
    await second.file.append({ n: 3 });
    await second.file.close();
    expect(await readFile(path, 'utf8')).toBe('{"n":1}\n{"n":3}\n');
  });

  test('names file and line that it cannot read', async () => {
    const first = await RecordFile.open(path, schema);
    await first.file.append({ n: 1 });
    await first.file.close();
    await appendFile(path, '{"n":"two"}\n{"n":3}\n');
    await expect(RecordFile.open(path, schema)).rejects.toThrow(/records\.jsonl, line 2/);
  });

  test('takes nothing after it was closed', async () => {
    const { file } = await RecordFile.open(path, schema);
    await file.close();
    await expect(file.append({ n: 1 })).rejects.toThrow('closed');
    expect(file.isWritable).toBe(false);
  });
});
