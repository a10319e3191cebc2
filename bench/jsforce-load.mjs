/** Loads a CSV file by jsforce's Bulk API 2.0 client, as its documents show it: `URL TOKEN OBJECT KEY FILE`. */
import { createReadStream } from 'node:fs';
import { Connection } from 'jsforce';

const [, , instanceUrl, accessToken, object, externalIdFieldName, file] = process.argv;
const connection = new Connection({ instanceUrl, accessToken, version: '62.0' });
const job = connection.bulk2.createJob({ operation: 'upsert', object, externalIdFieldName });
await job.open();
await job.uploadData(createReadStream(file));
await job.close();
await job.poll(1000, 30 * 60 * 1000);
const { failedResults, successfulResults, unprocessedRecords } = await job.getAllResults();
const failed = failedResults.length + unprocessedRecords.length;
console.log(`${successfulResults.length} loaded, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
