/** ms of speech below which a thank-you is what recognisers make of a cough. */
const shortMs = 600;

/**
 * What Whisper and its kin write for silence and music: they were trained on subtitles. Compared without case, spaces and
 * punctuation. Nobody asks a search engine these.
 */
const subtitles =
  /^(字幕由?.{0,30}(提供|社区|制作)|.{0,12}字幕(组|志愿者).{0,12}|请不吝点赞.{0,40}|明镜与点点栏目|(感谢|谢谢)(大家的?|您的?)?(观看|收看|收听).{0,12}|(请|欢迎)(大家)?(订阅|点赞).{0,20}|(thanks?|thankyou)(somuch|verymuch)?for(watching|listening|viewing).{0,30}|(pleasedont|dont)forgetto(like|subscribe).{0,40}|pleasesubscribe.{0,30}|subtitles(by|created).{0,40}|.{0,30}amaraorg.{0,20}|transcri(bed|ption)by.{0,40}|seeyou(inthe)?nextvideo|ご視聴ありがとうございました|mbc뉴스.{0,20}|시청해주셔서감사합니다|以下是普通话的句子)$/u;

/** Words that somebody may say, and that recognisers write for a noise. */
const fillers =
  /^(thankyou|thanks|you|bye|byebye|okay|ok|yeah|oh|um|uh|hmm|mm|so|the|i|谢谢|谢谢大家|谢谢观看|拜拜|再见|嗯+|啊+|呃+|哦+|好|对|我|是)$/u;

/** Marks of what is no speech: `[BLANK_AUDIO]`, `(music)`, `【音乐】`, SenseVoice's `<|zh|><|NEUTRAL|>`. */
const marks = /<\|[^|>]{0,40}\|>|\[[^\]]{0,40}\]|【[^】]{0,20}】|♪+|(?<=^|\s)[(（][^)）]{0,30}[)）](?=$|\s)/gu;

/** SenseVoice says moods and sounds as emoji; keycaps and flags are made of more than one sign. */
const emoji = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u{FE0F}|\u{20E3}|\u{200D}/gu;

/**
 * The words in a recogniser's reply; '' when there are none.
 * @param speechMs how long somebody spoke, as measured: short noises become short words.
 */
export function heardWords(reply: string, { speechMs }: { speechMs: number }): string {
  const text = reply.replace(marks, ' ').replace(emoji, '').replace(/\s+/g, ' ').trim();
  const bare = text.toLowerCase().replace(/[\p{P}\p{S}\s]/gu, '');
  if (bare === '' || subtitles.test(bare) || isLoop(bare)) return '';
  if (speechMs < shortMs && fillers.test(bare)) return '';
  return text;
}

/** The same few letters again and again: a decoder that has lost its way in noise. */
const isLoop = (bare: string): boolean => /^(.{1,12}?)\1{7,}$/u.test(bare);
