import type { Random } from './random.ts';

export interface Client {
  readonly client_no: string;
  readonly name: string;
  readonly industry: string;
}

export interface Menu {
  readonly menu_code: string;
  readonly name: string;
  readonly name_en: string;
  readonly billing: 'delivery' | 'acceptance';
}

/** `margin` is the share of revenue that stays as gross profit; it is not written to a file, costs are. */
export const menus: readonly (Menu & { readonly margin: number; readonly weight: number })[] = [
  { menu_code: 'SEARCH', name: '検索広告', name_en: 'Search', billing: 'delivery', margin: 0.19, weight: 5 },
  { menu_code: 'DISPLAY', name: 'ディスプレイ広告', name_en: 'Display', billing: 'delivery', margin: 0.2, weight: 4 },
  { menu_code: 'SOCIAL', name: 'SNS広告', name_en: 'Social', billing: 'delivery', margin: 0.2, weight: 5 },
  { menu_code: 'VIDEO', name: '動画広告', name_en: 'Video', billing: 'delivery', margin: 0.22, weight: 3 },
  {
    menu_code: 'AFFILIATE',
    name: 'アフィリエイト',
    name_en: 'Affiliate',
    billing: 'delivery',
    margin: 0.17,
    weight: 2,
  },
  {
    menu_code: 'INFLUENCER',
    name: 'インフルエンサー',
    name_en: 'Influencer',
    billing: 'acceptance',
    margin: 0.28,
    weight: 1,
  },
  {
    menu_code: 'CREATIVE',
    name: 'クリエイティブ制作',
    name_en: 'Creative',
    billing: 'acceptance',
    margin: 0.34,
    weight: 2,
  },
  { menu_code: 'ANALYTICS', name: '分析・改善', name_en: 'Analytics', billing: 'acceptance', margin: 0.4, weight: 1 },
];

const stems = (
  '春日井 みなと 北斗台 青嶺 潮見 白樺 花畑 東雲 水無瀬 朝凪 夕映 若草 月影 風早 銀杏 ' +
  '天満屋 高砂台 磯辺 楓 雪見 遠野 桜坂 葉山台 千歳野 海老原 黒潮 紅葉 星ヶ丘 松風 常盤台'
).split(' ');

const industries = [
  { name: '食品', suffixes: ['食品', '製菓'] },
  { name: '不動産', suffixes: ['不動産', 'ハウス'] },
  { name: '化粧品', suffixes: ['化粧品', 'ビューティー'] },
  { name: '金融・保険', suffixes: ['生命', 'カード'] },
  { name: '旅行', suffixes: ['トラベル', 'リゾート'] },
  { name: '教育', suffixes: ['ゼミナール', '学園'] },
  { name: '通信・アプリ', suffixes: ['モバイル', 'リンク'] },
  { name: '小売', suffixes: ['ストア', '百貨'] },
  { name: '人材', suffixes: ['キャリア', 'スタッフ'] },
  { name: '飲料', suffixes: ['飲料', '酒造'] },
] as const;

const foreign = [
  { name: 'Aoba Travel K.K.', industry: '旅行' },
  { name: 'Northlink Mobile', industry: '通信・アプリ' },
  { name: 'Harbor & Pine Japan', industry: '小売' },
  { name: 'Velora Cosmetics Japan', industry: '化粧品' },
  { name: 'Brightfield Learning', industry: '教育' },
  { name: 'Kestrel Insurance Japan', industry: '金融・保険' },
  { name: 'Orchard Lane Foods', industry: '食品' },
  { name: 'Tidewater Hotels', industry: '旅行' },
];

/** Eighty invented companies, the foreign ones last. */
export function makeClients(random: Random): readonly Client[] {
  const named = stems.flatMap((stem) =>
    industries.map((industry) => ({ name: stem + random.pick(industry.suffixes), industry: industry.name })),
  );
  return [...random.shuffle(named).slice(0, 80 - foreign.length), ...foreign].map((client, index) => ({
    client_no: `C-${String(1001 + index)}`,
    ...client,
  }));
}
