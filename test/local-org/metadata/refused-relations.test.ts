/** Relationships and roll-ups that a deployment refuses. */
import { formula, lookup, master, number, object, onObject, rollup, rollupFilter, text } from '../engine/build.ts';
import { low, refuses } from './refusals.ts';

const chain = ['A', 'B', 'C', 'D'].map((name, index, all) =>
  object(`${name}__c`, master('Up__c', index === 0 ? 'Top__c' : `${all[index - 1] ?? ''}__c`, `${name}s`)),
);

refuses({
  'a lookup to nowhere': [
    [object('Top__c', lookup('A__c', 'Nowhere__c', 'Tops'))],
    'Top__c.A__c',
    /does not resolve to a valid sObject type/,
  ],
  'two children of one name': [
    [object('Top__c', lookup('A__c', 'Account', 'Tops'), lookup('B__c', 'Account', 'Tops'))],
    'Top__c.B__c',
    /^There is already a Child Relationship named Tops on Account\.$/,
  ],
  'a required lookup that may be cleared': [
    [object('Top__c', lookup('A__c', 'Account', 'Tops', { required: true }))],
    'Top__c.A__c',
    /cascade delete or restrict delete/,
  ],
  'a third master': [
    [
      object('Top__c'),
      object(
        'Low__c',
        ...['A', 'B', 'C'].map((name, index) =>
          master(`${name}__c`, 'Top__c', `Lows${name}`, { relationshipOrder: index }),
        ),
      ),
    ],
    'Low__c.C__c',
    /at most 2 master-detail/,
  ],
  'a fourth custom detail level': [[object('Top__c'), ...chain], 'D__c.Up__c', /at most 3 custom detail levels/],
  'a master of a standard object': [
    [object('Top__c'), onObject('Account', master('Top__c', 'Top__c', 'Accounts'))],
    'Account.Top__c',
    /standard object cannot be on the detail side/,
  ],
  'a junction as master': [
    [
      object('Top__c'),
      object('Both__c', master('A__c', 'Top__c', 'As'), master('B__c', 'Top__c', 'Bs', { relationshipOrder: 1 })),
      object('Low__c', master('Both__c', 'Both__c', 'Lows')),
    ],
    'Low__c.Both__c',
    /junction object cannot be the master/,
  ],
  'a roll-up over a lookup': [
    [
      object('Top__c', rollup('Sum__c', 'Low__c', 'Top__c', 'sum', 'N__c')),
      object('Low__c', lookup('Top__c', 'Top__c', 'Lows'), number('N__c')),
    ],
    'Top__c.Sum__c',
    /must be a master-detail field/,
  ],
  'a roll-up over a field that is not there': [
    [object('Top__c', rollup('Sum__c', 'Low__c', 'Top__c', 'sum', 'N__c')), low()],
    'Top__c.Sum__c',
    /Could not resolve summarized field Low__c\.N__c/,
  ],
  'a sum of text': [
    [object('Top__c', rollup('Sum__c', 'Low__c', 'Top__c', 'sum', 'N__c')), low(text('N__c'))],
    'Top__c.Sum__c',
    /cannot be summarized by sum/,
  ],
  'a sum of a formula that looks elsewhere': [
    [
      object('Top__c', number('M__c'), rollup('Sum__c', 'Low__c', 'Top__c', 'sum', 'N__c')),
      low(formula('N__c', 'Number', 'Top__r.M__c + 1')),
    ],
    'Top__c.Sum__c',
    /refers to another object/,
  ],
  'a filter by a formula of the day': [
    [
      object(
        'Top__c',
        rollup('Sum__c', 'Low__c', 'Top__c', 'count', undefined, rollupFilter('Low__c.D__c', 'equals', '2026-01-01')),
      ),
      low(formula('D__c', 'Date', 'TODAY()')),
    ],
    'Top__c.Sum__c',
    /changes with time/,
  ],
  'twenty-six roll-ups': [
    [
      object(
        'Top__c',
        ...Array.from({ length: 26 }, (_, index) => rollup(`S${index}__c`, 'Low__c', 'Top__c', 'count')),
      ),
      low(),
    ],
    'Top__c.S25__c',
    /at most 25 roll-up/,
  ],
});
