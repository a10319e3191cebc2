/** What a guard refuses and what to do about it, in Japanese; the service itself says it in English, with the figures. */
import type { RunResult } from '../../run/run.ts';

type GuardCode = RunResult['approved'][number]['guard'];

interface Told {
  readonly what: string;
  readonly next: string;
}

const checkRaw = '元データを確認してください。';

const guards: Readonly<Record<GuardCode, Told>> = {
  'empty-source': {
    what: 'モデルの結果が 0 行です。',
    next: `${checkRaw}意図どおりなら guards.minRows を下げます。`,
  },
  'too-few-rows': {
    what: 'モデルの行数が下限より少なくなっています。',
    next: `${checkRaw}意図どおりなら guards.minRows を下げます。`,
  },
  'null-key': {
    what: 'キーが空の行が多すぎます。',
    next: 'モデルか元データを直してください。除外して進めるなら guards.maxQuarantined を上げます。',
  },
  'duplicate-key': {
    what: 'キーが重複する行が多すぎます。',
    next: 'モデルか元データを直してください。除外して進めるなら guards.maxQuarantined を上げます。',
  },
  'value-unfit': {
    what: '項目に入らない値の行が多すぎます。',
    next: 'モデルか元データを直してください。除外して進めるなら guards.maxQuarantined を上げます。',
  },
  'too-many-deletes': {
    what: '削除またはアーカイブされるレコードが多すぎます。',
    next: `${checkRaw}意図どおりなら、この実行に限り guards.maxDeletes を上げます。`,
  },
  'too-many-changes': {
    what: '変更されるレコードが多すぎます。',
    next: `${checkRaw}意図どおりなら、この実行に限り guards.maxChanges を上げます。`,
  },
  'field-dropped': {
    what: '対応付けから外れた項目があり、Salesforce の値が古いまま残ります。',
    next: '対応付けを戻すか、列を NULL にして先に空にしてください。',
  },
  'field-emptied': {
    what: 'Salesforce の項目の値が空になります。',
    next: 'fields: が指す列を確認してください。nulls: keep なら NULL の値はそのまま残ります。意図どおりなら guards.maxEmptied を上げます。',
  },
  'too-many-calls': {
    what: 'プッシュに必要な API コールが上限を超えます。',
    next: '--only で同期を絞ってください。意図どおりなら todoku.yml の calls.max を上げます。',
  },
  'too-many-pull-calls': {
    what: '取り込みに必要な API コールが上限を超えます。',
    next: '--only で表を絞るか、where: で範囲を狭めてください。意図どおりなら todoku.yml の calls.max を上げます。',
  },
  'bytes-over-ceiling': {
    what: '1 つのクエリが読むバイト数が上限を超えます。',
    next: '読む範囲を狭めるか、意図どおりなら todoku.yml の warehouse.maxBytesBilled を上げます。',
  },
  'run-bytes-over-ceiling': {
    what: '実行全体で読むバイト数が上限を超えます。',
    next: '読む範囲を狭めるか、意図どおりなら todoku.yml の warehouse.maxBytesPerRun を上げます。',
  },
};

/** undefined: the code is not of a guard. */
export function guardInJapanese(code: string): Told | undefined {
  return code in guards ? guards[code as GuardCode] : undefined; // just looked up
}
