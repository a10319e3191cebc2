import type { Allowance } from '../http/http.ts';
import type { Answer } from './resource.ts';

/**
 * What every org lists and this one does not use up, because it has none of it (REST API Developer Guide, "Limits").
 * Allocations of an Enterprise org; partly unverified.
 */
const unused: Readonly<Record<string, number>> = {
  AnalyticsExternalDataSizeMB: 40_960,
  ConcurrentAsyncGetReportInstances: 200,
  ConcurrentEinsteinDataInsightsStoryCreation: 5,
  ConcurrentEinsteinDiscoveryStoryCreation: 2,
  ConcurrentSyncReportRuns: 20,
  DailyAnalyticsDataflowJobExecutions: 60,
  DailyAnalyticsUploadedFilesSizeMB: 51_200,
  DailyAsyncApexExecutions: 250_000,
  DailyAsyncApexTests: 500,
  DailyDurableGenericStreamingApiEvents: 10_000,
  DailyDurableStreamingApiEvents: 10_000,
  DailyGenericStreamingApiEvents: 10_000,
  DailyStandardVolumePlatformEvents: 10_000,
  DailyStreamingApiEvents: 10_000,
  DailyWorkflowEmails: 100_000,
  DurableStreamingApiConcurrentClients: 20,
  HourlyAsyncReportRuns: 1200,
  HourlyDashboardRefreshes: 200,
  HourlyDashboardResults: 5000,
  HourlyDashboardStatuses: 999_999_999,
  HourlyODataCallout: 20_000,
  HourlyPublishedPlatformEvents: 50_000,
  HourlyPublishedStandardVolumePlatformEvents: 1000,
  HourlySyncReportRuns: 500,
  HourlyTimeBasedWorkflow: 1000,
  MassEmail: 5000,
  MonthlyPlatformEvents: 300_000,
  SingleEmail: 5000,
  StreamingApiConcurrentClients: 20,
};

/** `{Name: {Max, Remaining}}`. */
export const limits: Answer = ({ context: { usage } }) => {
  const all = Object.keys(usage.max) as Allowance[]; // `max` has exactly these keys
  const names = all.filter((name) => name !== 'DailyBulkIngestRecords');
  const counted = names.map((name) => [name, { Max: usage.max[name], Remaining: usage.max[name] - usage.used(name) }]);
  const others = Object.entries(unused).map(([name, Max]) => [name, { Max, Remaining: Max }]);
  const permissionSets = { Max: 1500, Remaining: 1500, CreateCustom: { Max: 1000, Remaining: 1000 } };
  const entries: unknown[][] = [...counted, ...others, ['PermissionSets', permissionSets]];
  entries.sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));
  return { status: 200, body: Object.fromEntries(entries) as object }; // pairs of a name and a limit, made above
};

/** `limits/recordCount?sObjects=A,B`, or of all objects; one that does not exist is left out. Exact, where the platform's is a day old. */
export const recordCount: Answer = (call) => {
  const { engine } = call.context;
  const { objects } = engine.schema();
  const asked = (call.parameters.get('sObjects') ?? '').split(',').filter((name) => name !== '');
  const names = asked.length > 0 ? asked : [...objects.keys()].sort();
  const found = names.flatMap((name) => objects.get(name.trim().toLowerCase()) ?? []);
  const sObjects = found
    .filter((object) => object.name !== 'UserRecordAccess' && engine.access(call.session, object).read) // it has rows only while it is asked
    .map(({ name }) => ({ count: engine.query(call.session, `SELECT COUNT() FROM ${name}`).totalSize, name }));
  return { status: 200, body: { sObjects } };
};
