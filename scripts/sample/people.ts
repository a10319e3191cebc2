import { englishNames, japaneseNames, type PersonName } from './names.ts';

export interface Department {
  readonly code: string;
  readonly name_ja: string;
  readonly name_en: string;
  readonly parent_code: string;
  readonly head_no: string;
}

export type Role = 'rep' | 'unit-manager' | 'manager' | 'revops';

export interface Employee {
  readonly employee_no: string;
  readonly family_name: string;
  readonly given_name: string;
  readonly family_name_latin: string;
  readonly given_name_latin: string;
  readonly email: string;
  readonly department_code: string;
  readonly role: Role;
  readonly language: 'ja' | 'en_US';
  readonly manager_no: string;
}

/** Two divisions, seven sales units. `reps` is how many sell in the unit, `english` how many of them work in English. */
const units = [
  { code: 'SALES-1', name_ja: '第1営業部', name_en: 'Sales 1', parent: 'BRAND', reps: 5, english: 0 },
  { code: 'SALES-2', name_ja: '第2営業部', name_en: 'Sales 2', parent: 'BRAND', reps: 5, english: 0 },
  { code: 'SALES-3', name_ja: '第3営業部', name_en: 'Sales 3', parent: 'BRAND', reps: 4, english: 0 },
  { code: 'KANSAI', name_ja: '関西営業部', name_en: 'Kansai Sales', parent: 'BRAND', reps: 4, english: 0 },
  { code: 'DIGITAL-1', name_ja: 'デジタル第1部', name_en: 'Digital 1', parent: 'DIGITAL', reps: 5, english: 0 },
  { code: 'DIGITAL-2', name_ja: 'デジタル第2部', name_en: 'Digital 2', parent: 'DIGITAL', reps: 4, english: 0 },
  { code: 'GLOBAL', name_ja: 'グローバル営業部', name_en: 'Global Accounts', parent: 'DIGITAL', reps: 3, english: 2 },
] as const;

const divisions = [
  { code: 'BRAND', name_ja: 'ブランド営業本部', name_en: 'Brand Sales Division' },
  { code: 'DIGITAL', name_ja: 'デジタル営業本部', name_en: 'Digital Sales Division' },
] as const;

/** Takes names from the two lists in order. */
function namesInOrder(): { japanese: () => PersonName; english: () => PersonName } {
  const take = (names: readonly PersonName[]): (() => PersonName) => {
    let used = 0;
    return () => {
      const name = names[used];
      if (name === undefined) throw new RangeError(`names.ts has only ${names.length} names of this kind`);
      used += 1;
      return name;
    };
  };
  return { japanese: take(japaneseNames), english: take(englishNames) };
}

export interface People {
  readonly departments: readonly Department[];
  readonly employees: readonly Employee[];
  readonly reps: readonly Employee[];
}

export function makePeople(): People {
  const names = namesInOrder();
  const employees: Employee[] = [];
  const hire = (role: Role, department: string, manager: string, language: Employee['language']): string => {
    const name = language === 'ja' ? names.japanese() : names.english();
    const employeeNo = `E${String(101 + employees.length)}`;
    employees.push({
      employee_no: employeeNo,
      family_name: name.family,
      given_name: name.given,
      family_name_latin: name.familyLatin,
      given_name_latin: name.givenLatin,
      email: `${name.givenLatin}.${name.familyLatin}@example.com`.toLowerCase(),
      department_code: department,
      role,
      language,
      manager_no: manager,
    });
    return employeeNo;
  };
  /** Reps come first in the lists of names, so numbers are given out before managers exist. */
  const managerNo = (index: number): string => `E${String(101 + repCount + index)}`;
  const repCount = units.reduce((sum, unit) => sum + unit.reps, 0);
  for (const [index, unit] of units.entries()) {
    for (let rep = 0; rep < unit.reps; rep += 1) {
      hire('rep', unit.code, managerNo(index), rep < unit.english ? 'en_US' : 'ja');
    }
  }
  const reps = [...employees];
  const divisionNo = (code: string): string =>
    managerNo(units.length + divisions.findIndex((division) => division.code === code));
  for (const unit of units) {
    hire('unit-manager', unit.code, divisionNo(unit.parent), unit.code === 'GLOBAL' ? 'en_US' : 'ja');
  }
  for (const division of divisions) hire('manager', division.code, '', 'ja');
  hire('revops', '', '', 'ja');
  const departments = [
    ...divisions.map((division) => ({ ...division, parent_code: '', head_no: divisionNo(division.code) })),
    ...units.map(({ code, name_ja, name_en, parent }, index) => ({
      code,
      name_ja,
      name_en,
      parent_code: parent,
      head_no: managerNo(index),
    })),
  ];
  return { departments, employees, reps };
}
