/**
 * Letters of other scripts that look like Latin ones, in pairs. Marks and width are gone before, so
 * that these are few.
 */
const lookAlikes =
  'аaвbсcԁdеeғfһhіiјjкkӏlмmнhоoрpԛqѕsтtуyхxԝwαaβbεeηnιiκkνvοoρpτtυuχxγyωwıiɑaɡgᴏoʟlɩi';

/** What else digits and signs are written for. */
const standIns: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'il',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  // A capital I, which is kept apart from the small one as long as nobody knows which was meant.
  I: 'il',
};

/**
 * Traditional characters with their simplified ones, in pairs: those of the shipped lists' words, and
 * the commonest others of invitations. Built by hand, and no dictionary: whoever lists a word of
 * rarer characters lists both of its forms.
 */
const traditional =
  '賺赚賠赔險险無无轉转發发領领紅红後后纔才強强製制個个關关註注讚赞贊赞資资訊讯賭赌單单錢钱開开' +
  '國国級级動动態态靜静傳传銷销門门費费線线員员萬万財财獲获穩稳證证帳账賬账號号碼码銀银行行微微' +
  '電电話话聯联繫系係系絡络網网頁页購购買买賣卖優优惠惠幣币騙骗詐诈貸贷債债稅税籤签獎奖勵励' +
  '邀邀請请會会員员讓让這这們们來来時时間间說说點点對对從从進进還还過过達达運运選选適适鄰邻' +
  '幫帮嗎吗應应當当錄录錯错鏈链鎖锁閱阅際际隊队離离難难題题願愿類类顧顾風风飛飞餐餐館馆驗验' +
  '黃黄賽赛質质貴贵貨货貝贝負负販贩責责貼贴賓宾賬账賀贺賴赖贏赢車车軟软輕轻輸输辦办農农邊边' +
  '壹一貳二叁三伍五陸六柒七捌八玖九拾十視视覺觉觀观計计訂订記记許许試试該该詳详認认語语誤误' +
  '請请論论講讲謝谢識识議议護护讀读變变書书東东條条業业樂乐樣样權权機机歡欢歲岁歷历殺杀氣气' +
  '沒没滿满漲涨漢汉灣湾熱热營营爾尔獨独獻献現现環环產产異异畫画癡痴盜盗盡尽監监眾众礎础禮礼' +
  '種种稱称積积競竞筆笔範范節节簡简糧粮約约純纯紙纸細细終终組组結结給给統统經经綠绿維维緊紧' +
  '總总績绩織织繼继續续罰罚義义習习聖圣聽听職职腦脑膽胆臺台與与興兴舉举舊旧葉叶藝艺藥药蘇苏' +
  '報报場场園园戶户礦矿盤盘龐庞擊击寶宝騰腾槍枪擬拟掃扫額额頭头為为兩两愛爱莊庄' +
  '處处價价虛虚補补裝装裡里裏里複复親亲詞词誠诚調调談谈週周';

const looksLike = pairs(lookAlikes);
const simplifiedOf = pairs(traditional);

/** The Latin letter that one of another script looks like, the simplified form of a character, or itself. */
export function plainOf(character: string): string {
  return simplifiedOf.get(character) ?? looksLike.get(character) ?? character;
}

/** What each sign may be written for, itself excepted, by code points. */
export const standsFor: ReadonlyMap<number, readonly number[]> = new Map(
  Object.entries(standIns).map(([sign, letters]) => [
    codeOf(sign),
    Array.from(letters).map(codeOf),
  ]),
);

/** Signs that are looked up as one: what may be written for the same letter. Others stand for themselves. */
export function classOf(code: number): number {
  const [letter = code] = standsFor.get(code) ?? [];
  return letter === smallL ? smallI : letter;
}

const smallL = codeOf('l');
const smallI = codeOf('i');

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

function pairs(text: string): ReadonlyMap<string, string> {
  const characters = Array.from(text);
  return new Map(
    characters.flatMap((one, at) => (at % 2 === 0 ? [[one, characters[at + 1] ?? one]] : [])),
  );
}
