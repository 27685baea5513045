using System.Collections.Generic;

namespace CallCenter.Core.Files;

/// <summary>Counts, byte by byte, which characters of GB18030 are such as Chinese text has, and which words begin as Chinese ones do.</summary>
/// <remarks>
/// The characters are the hanzi, signs and full-width forms of GB 2312. Bytes of another encoding make rare hanzi, letters of other
/// scripts and what is no character; those of Korean and of Cyrillic make hanzi of GB 2312, but hardly ever ones that are surnames.
/// </remarks>
internal sealed class Gb18030Tally
{
    // A rare hanzi in a name is nothing strange, even where that name is all there is.
    private const int Few = 3;

    // The surnames of nearly everybody, and with what the names of teams, places and columns begin.
    private static readonly HashSet<char> Beginnings = [.. (
        "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺上欧闻太夏诸东皇尉公慕令司长宇独阿买艾古热阿帕木依努吐穆玛麦哈尼亚斯塔巴迪布达扎次格丹旺洛桑索央拉才仁卓德吉嘎"
        + "工号登录用户性别手机邮箱密码座坐角色技能组状态备注说明部门公司日期时间是否租名称地址电话客服测试示例北上广深天南西中国小老大新一二三四五六七八九十男女主副经理班长专员质检培训临外呼入线热值早晚夜开业务销售后前投诉咨询区省市县外内")];

    private byte _lead;
    private bool _isInWord;
    private long _words;
    private long _known;
    private int _expected;

    /// <summary>How many characters beyond ASCII there are.</summary>
    public long Total { get; private set; }

    /// <summary>How many of them are not what Chinese text has.</summary>
    public long Strange { get; private set; }

    /// <summary>
    /// Whether it does not look like Chinese text: most is strange, or a quarter is and not just a few, or most words begin as none does.
    /// </summary>
    public bool IsDoubtful => Strange * 2 > Total || (Strange >= Few && Strange * 4 > Total) || _known * 2 < _words;

    /// <summary>Takes the next byte.</summary>
    public void Add(byte value)
    {
        switch (_expected)
        {
            // The third and fourth byte of what GB 2312 does not have anyway.
            case > 1:
                _expected = _expected == 3 ? 2 : 0;
                return;
            case 1 when value is >= 0x30 and <= 0x39:
                _expected = 3;
                Count(isStrange: true);
                return;
            case 1 when value is >= 0x40 and not (0x7F or 0xFF):
                _expected = 0;
                Begin(value);
                Count(value < 0xA1 || _lead is not ((>= 0xA1 and <= 0xA3) or (>= 0xB0 and <= 0xF7)));
                return;
            case 1:
                Count(isStrange: true);
                break;
        }

        _isInWord &= value >= 0x80;
        _expected = value is >= 0x81 and <= 0xFE ? 1 : 0;
        _lead = value;
        if (value is 0x80 or 0xFF)
        {
            Count(isStrange: true);
        }
    }

    private void Begin(byte trail)
    {
        if (_isInWord || _lead is not (>= 0xB0 and <= 0xF7))
        {
            return;
        }

        _isInWord = true;
        _words++;
        _known += trail >= 0xA1 && Beginnings.Contains(TextEncodingDetector.Gb18030.GetChars([_lead, trail])[0]) ? 1 : 0;
    }

    private void Count(bool isStrange)
    {
        Total++;
        Strange += isStrange ? 1 : 0;
    }
}
