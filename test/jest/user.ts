/** Who looks at the component under test. Set before the component is imported: the platform's modules are constants. */
export interface TestUser {
  readonly language: 'en' | 'ja';
  readonly locale: string;
  readonly currency: string;
  readonly timeZone: string;
  /** Custom permissions the user has. */
  readonly permissions: readonly string[];
}

const users = globalThis as typeof globalThis & { testUser?: TestUser };

const ENGLISH: TestUser = { language: 'en', locale: 'en-US', currency: 'JPY', timeZone: 'Asia/Tokyo', permissions: [] };

export function testUser(): TestUser {
  return users.testUser ?? ENGLISH;
}

export function setTestUser(change: Partial<TestUser>): void {
  users.testUser = { ...ENGLISH, ...change };
}
