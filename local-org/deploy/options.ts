import { z } from 'zod';
import { ApiError } from '../engine/engine.ts';

export interface DeployOptions {
  readonly checkOnly: boolean;
  readonly ignoreWarnings: boolean;
  readonly rollbackOnError: boolean;
  readonly purgeOnDelete: boolean;
  readonly singlePackage: boolean;
  readonly testLevel: TestLevel | null;
  readonly runTests: readonly string[];
}

const testLevels = ['NoTestRun', 'RunSpecifiedTests', 'RunRelevantTests', 'RunLocalTests', 'RunAllTestsInOrg'] as const;
type TestLevel = (typeof testLevels)[number];

/** SOAP carries everything as text, REST as JSON. */
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

const optionsSchema = z.looseObject({
  checkOnly: flag.nullish(),
  ignoreWarnings: flag.nullish(),
  rollbackOnError: flag.nullish(),
  purgeOnDelete: flag.nullish(),
  singlePackage: flag.nullish(),
  testLevel: z.enum(testLevels).nullish(),
  runTests: z.array(z.string()).nullish(),
});

const refusal = (message: string): ApiError => new ApiError(400, 'INVALID_OPERATION', message);

/**
 * The rules of a production org, which this one is (Metadata API Developer Guide, "deploy()" and "Running Tests in a
 * Deployment"): all or nothing, and no NoTestRun. The texts are unverified but for NoTestRun.
 */
function checkOptions({ rollbackOnError, testLevel, runTests }: DeployOptions): void {
  if (testLevel === 'NoTestRun') {
    throw refusal('testLevel of NoTestRun cannot be used in production organizations');
  }
  if (!rollbackOnError) throw refusal('rollbackOnError must be true when deploying to production organizations');
  if (testLevel === 'RunSpecifiedTests') {
    if (runTests.length === 0) throw refusal('testLevel of RunSpecifiedTests needs the names of tests in runTests');
    throw refusal(`There is no Apex in this org, so there is no test class named ${runTests.join(', ')}`);
  }
  if (runTests.length > 0) throw refusal('runTests can only be given with a testLevel of RunSpecifiedTests');
}

/** Options as REST's JSON or SOAP's elements give them, with the defaults of the platform. */
export function deployOptions(given: unknown): DeployOptions {
  const parsed = optionsSchema.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refusal(`DeployOptions: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}`);
  }
  const options = {
    checkOnly: parsed.data.checkOnly ?? false,
    ignoreWarnings: parsed.data.ignoreWarnings ?? false,
    rollbackOnError: parsed.data.rollbackOnError ?? true, // SOAP's own default is false, which production refuses
    purgeOnDelete: parsed.data.purgeOnDelete ?? false,
    singlePackage: parsed.data.singlePackage ?? true,
    testLevel: parsed.data.testLevel ?? null,
    runTests: (parsed.data.runTests ?? []).filter((name) => name !== ''),
  };
  checkOptions(options);
  return options;
}
