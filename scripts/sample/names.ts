/** Invented people. The order is fixed: the same people exist for every seed, so that guides and tests can name them. */
export interface PersonName {
  readonly family: string;
  readonly given: string;
  readonly familyLatin: string;
  readonly givenLatin: string;
}

const japanese = `
佐藤 美咲 Sato Misaki
鈴木 健太 Suzuki Kenta
高橋 由美子 Takahashi Yumiko
田中 翔 Tanaka Sho
伊藤 彩 Ito Aya
渡辺 大輔 Watanabe Daisuke
山本 真由 Yamamoto Mayu
中村 拓也 Nakamura Takuya
小林 香織 Kobayashi Kaori
加藤 亮 Kato Ryo
吉田 奈々 Yoshida Nana
山田 直樹 Yamada Naoki
佐々木 恵 Sasaki Megumi
山口 悠斗 Yamaguchi Yuto
松本 沙織 Matsumoto Saori
井上 誠 Inoue Makoto
木村 愛 Kimura Ai
林 和也 Hayashi Kazuya
斎藤 千尋 Saito Chihiro
清水 隼人 Shimizu Hayato
森 優花 Mori Yuka
池田 剛 Ikeda Tsuyoshi
橋本 麻衣 Hashimoto Mai
阿部 涼 Abe Ryo
石川 桃子 Ishikawa Momoko
前田 俊介 Maeda Shunsuke
藤田 里奈 Fujita Rina
後藤 陸 Goto Riku
岡田 詩織 Okada Shiori
長谷川 蓮 Hasegawa Ren
村上 葵 Murakami Aoi
近藤 康平 Kondo Kohei
坂本 智子 Sakamoto Tomoko
遠藤 雄一 Endo Yuichi
青木 裕子 Aoki Yuko
藤井 隆 Fujii Takashi
西村 浩二 Nishimura Koji
福田 理恵 Fukuda Rie
`;

const english = `
Emma Clarke
Daniel Reyes
Sofia Marino
`;

function parts(line: string): readonly [string, string, string, string] {
  const [family = '', given = '', familyLatin = '', givenLatin = ''] = line.split(' ');
  return [family, given, familyLatin, givenLatin];
}

export const japaneseNames: readonly PersonName[] = japanese
  .trim()
  .split('\n')
  .map((line) => {
    const [family, given, familyLatin, givenLatin] = parts(line);
    return { family, given, familyLatin, givenLatin };
  });

export const englishNames: readonly PersonName[] = english
  .trim()
  .split('\n')
  .map((line) => {
    const [given, family] = parts(line);
    return { family, given, familyLatin: family, givenLatin: given };
  });
