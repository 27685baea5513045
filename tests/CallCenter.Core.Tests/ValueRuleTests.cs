using System;
using System.Linq;
using System.Text;
using CallCenter.Core.Agents;
using CallCenter.Core.Files;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests;

/// <summary>What a value can be, by its field, wherever it comes from.</summary>
public sealed class ValueRuleTests
{
    [Theory]
    [InlineData("Code", "5003|0021|EXAMPLE1|Mayer|A-17|A-2024-05|8001-05-01|10.1.17.4|A 17|17 A|12E4|0x1F|A/1|K_09|VIP-01|TEL-01|OUT-01|SET-12|客服01|客服-01|京A-0012|Ä12|44562|001.2|CS-BJ-0012|z9")]
    [InlineData("LoginName", "li.wei|testAgent|anna-lena|o'brien|li.wei@corp.cn|ann+test@x.cc|CORP\\anna|_svc|张三|user_1|5003|ann.b.c|müller|иванов|r5.login|ann a|null1")]
    [InlineData("UserName", "Li Wei|李伟|O'Brien|O’Brien|D'Angelo|阿依古丽·买买提|买买提•吐尔逊|José Ángel Núñez|Anne-Marie|Smith, John|Ann A.|Dr. Ann A|van 't Hoff|'t Hooft|'s-Gravesande|Łukasz Żółć|Nguyễn Thị Hằng|Иван Петров|Γιώργος Παπαδόπουλος|محمد علي|שרה כהן|田中 はなこ|ジョン・スミス|김철수|สมชาย|Ann 🙂|👨‍👩‍👧|Tom李|小Tom|A组张三|李伟（北京）|Ann (HQ)|Dwayne \"The Rock\" Johnson|２号|x|Null|Nil|Weiß|Åsa Öberg|Ørsted|testAgent|test_agent|ann@x.cc|8001|Ⅱ|朱镕基|李玥|陈䶮|王堃|𠮷野|Bob B/Team 2|Ann & Bob|Agent #1|Þór Ægisson|ÅÄÖ")]
    [InlineData("Phone", "13800000001|+8613800000001|+86 138-0000-0001|138 0000 0001|010-62345678|010/62345678|(010) 62345678|（010）62345678|400.800.8888|021-62345678-801|+49 (0)30 123456|+1 (212) 555-0100|62345678 转 801|62345678 ext. 12|62345678#12|801|0044 20 7946 0000|912.345.678")]
    [InlineData("Email", "ann@x.cc|a@b|li.wei@n01.cc|ann+cc@mail.example.com|o'brien@x.ie|user_1@x-y.org|李@例子.中国|1@2.cc|a=b@x.cc")]
    [InlineData("Org", "88d34fe2-6ca3-4038-aab8-de5f239735ee|o1|head.office|{no}")]
    [InlineData("Role", "32ad74aa-d975-48c9-8d48-c6d963c778d5;r2|r1；r2")]
    [InlineData("Namespace", "n01.cc|租户")]
    [InlineData("Password", "Abcd 1234|Given-0001|Aa=\"1234x|Pässw0rd")]
    public void Right_values_are_taken_as_they_are(string name, string values)
    {
        foreach (var value in values.Split('|').Where(value => value != "{no}"))
        {
            var reading = Field(name).Read(value);
            Assert.True(reading.Fault is null, $"{value}: {reading.Fault}");
        }
    }

    [Theory]
    [InlineData("SpreadsheetDamage", "Code", "5,001.00|5002,00|5.003,00|5'004|5’005|5 006,00|¥5007|(5008)|$5009|€ 5010|5011 €|US$5012|5.013|5.013.001|1.234.567,89|50%|+5015|5016,5")]
    [InlineData("SpreadsheetDamage", "Code", "01. Mrz|01.Mai|1-déc|Mar 1|1 Mar|2025-03-01T00:00:00.000Z|12:30:00 AM|0:30|3-May|May-03|1. März|mars-25|12-août|01-abr|3 gen|1-Kas|03-мар|Mar-25|15 Sept 2025|3月1日|3月|2025年3月")]
    [InlineData("SpreadsheetDamage", "Code", "='0801|=\"0801\"|'0801|’0801|'E002|#REF!|####|5E+03|5003.0")]
    [InlineData("SpreadsheetDamage", "LoginName", "=\"ann.a\"|'cy.c|1.38E+10|13800000001.0|#N/A|=A1")]
    [InlineData("SpreadsheetDamage", "UserName", "=\"Ann A\"|'-Cy C|#NAME?|=B2")]
    [InlineData("SpreadsheetDamage", "Phone", "'+8613800000001|'138 0000 0003|1.38E+10|13800000001.00|=\"138\"")]
    [InlineData("SpreadsheetDamage", "Email", "=\"ann@x.cc\"|'ann@x.cc|#VALUE!")]
    [InlineData("UnlikelyValue", "Code", "----|====|#6002|必填|例：6001|4位数字|e.g. 6001|5003;5004|6001?|NULL|N/A|\\N|\"6001\"|“6001”|‘6001’|-6001|6001-|6001元|A  17|合计|(none)|6001 (old)|@ann|6001, 6002|5007 kr|1 of 2|№5")]
    [InlineData("UnlikelyValue", "LoginName", "示例：li.wei|----|li.wei;|li..wei|NULL|null|'ann.a'|“ann.a”|ann?|ann=a|<ann>|ann@|-ann|ann.a,|ann:a")]
    [InlineData("UnlikelyValue", "UserName", "??|л־ǿ|æŽä¼Ÿ|???|Jos?|M?ller|示例：李伟|----|...|'Ann A'|‘Ann A’|“Ann A”|\"Ann A\"|「李伟」|«Ann»|NULL|null|N/A|-Cy C|=|+Ann|@SUM|Ann A'|Ann: A|<b>Ann</b>|Ann = A|\\N|-|/|*")]
    [InlineData("UnlikelyValue", "Phone", "NULL|n/a|none|无|-----|1|138000000010000000000000000|+|phone|13800000001;13900000001x|tel:138|138?0000|“13800000001”|'13800000001'")]
    [InlineData("UnlikelyValue", "Email", "NULL|ann|ann@|@x.cc|ann@x.cc;bob@x.cc|Ann <ann@x.cc>|mailto:ann@x.cc|ann@x.cc.|ann @x.cc|j?rgen@x.cc|\"ann@x.cc\"|無")]
    [InlineData("UnlikelyValue", "Org", "NULL|----|\"o1\"|?|无：")]
    [InlineData("UnlikelyValue", "Namespace", "“n01.cc”|NULL")]
    [InlineData("DoubtfulEncoding", "UserName", "J黵gen M黮ler|Fran鏾is|舠a|鍒樻磱|JÃ¼rgen MÃ¼ller|ÍõÃôÃô|WeiÃŸ|Аnn|Annа")]
    [InlineData("DoubtfulEncoding", "LoginName", "м黮ler|鍒樻磱")]
    [InlineData("DamagedCharacter", "UserName", "李\uFFFD|陈\uE863|\uE000")]
    [InlineData("DamagedCharacter", "Code", "50\uFFFD1|5001\uF8FF")]
    [InlineData("DamagedCharacter", "Password", "Abcd12\uFFFD34")]
    [InlineData("ControlCharacter", "Code", "\u202A6001\u202C|60\u200B01|60\u00AD01|6001\u0001|\uFEFF6001")]
    [InlineData("ControlCharacter", "UserName", "Ann\u202EA|An\u200Bn|A\u0007")]
    [InlineData("ControlCharacter", "Phone", "\u206613800000001\u2069")]
    [InlineData("ControlCharacter", "Password", "Abcd\t1234")]
    [InlineData("InvalidValue", "Code", "７０１６|Ａ17|示例6001：1|示例6001|System.String[]")]
    [InlineData("InvalidValue", "Phone", "１３800000001")]
    [InlineData("InvalidValue", "LoginName", "ｌｉ.wei")]
    [InlineData("InvalidValue", "Password", " Short1A|Short1A |Abcd1234\u00A0|'Abcd1234'|“Abcd1234”|=\"Abcd1234\"")]
    [InlineData("InvalidValue", "Role", "System.String[]|System.Object[]|System.Collections.Hashtable|r1;System.Management.Automation.PSCustomObject")]
    public void Other_values_are_faults(string kind, string name, string values)
    {
        foreach (var value in values.Split('|'))
        {
            var fault = Field(name).Read(value).Fault;
            Assert.True(kind == fault?.Kind.ToString(), $"{value}: {fault?.Kind.ToString() ?? "taken"}");
            var error = Assert.Throws<CallCenterException>(() => Field(name).Read(value).OrThrow("Row 3"));
            Assert.DoesNotContain("{", error.Message + error.Advice, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Many_names_in_many_scripts_are_taken_and_what_a_wrong_encoding_makes_of_them_is_not()
    {
        string[] western = ["Jürgen Müller", "Jörg Schäfer", "Käthe Weiß", "François Lefèvre", "José Núñez", "Søren Kjær", "Åsa Öberg", "Zoë Brontë"];
        var latin1 = Encoding.Latin1;
        foreach (var name in western)
        {
            Assert.Null(AgentField.UserName.Read(name).Fault);
            var mojibake = latin1.GetString(Encoding.UTF8.GetBytes(name));
            Assert.True(AgentField.UserName.Read(mojibake).Fault is not null, mojibake);
            var chinese = TextEncodingDetector.Gb18030.GetString(latin1.GetBytes(name + "\r"));
            Assert.True(AgentField.UserName.Read(chinese).Fault is not null, chinese);
        }
    }

    [Fact]
    public void Chinese_names_drawn_at_random_are_taken_and_their_bytes_in_another_encoding_hardly_ever()
    {
        var random = new Random(1);
        var (western, utf8) = (0, 0);
        const int Count = 2_000;
        for (var i = 0; i < Count; i++)
        {
            var name = ChineseName(random);
            Assert.True(AgentField.UserName.Read(name).Fault is null, name);
            western += AgentField.UserName.Read(Encoding.Latin1.GetString(TextEncodingDetector.Gb18030.GetBytes(name))).Fault is null ? 1 : 0;
            utf8 += AgentField.UserName.Read(TextEncodingDetector.Gb18030.GetString(Encoding.UTF8.GetBytes(name + ","))).Fault is null ? 1 : 0;
        }

        Assert.InRange(western, 0, Count / 50);
        Assert.InRange(utf8, 0, Count / 50);
    }

    [Theory]
    [InlineData("code", "loginName", "userName")]
    [InlineData("工号", "登录名", "用户名")]
    [InlineData("Code", "Login Name", "User_Name")]
    [InlineData("坐席工号", "ann", "Ann")]
    [InlineData("必填", "必填", "必填")]
    [InlineData("required", "required", "required")]
    [InlineData("----", "---------", "--------")]
    [InlineData("====", "", "")]
    [InlineData("#6002", "bob.b", "Bob B")]
    [InlineData("# 6002", "bob.b", "Bob B")]
    [InlineData("//6002", "bob.b", "Bob B")]
    [InlineData("-- 6002", "bob.b", "Bob B")]
    [InlineData(";6002", "bob.b", "Bob B")]
    [InlineData("REM 6002", "bob.b", "Bob B")]
    public void A_row_that_is_no_agent_is_said_to_be_none(string code, string loginName, string userName)
    {
        var row = new AgentRow { [AgentField.Code] = code, [AgentField.LoginName] = loginName, [AgentField.UserName] = userName };
        var error = Assert.Throws<CallCenterException>(() => row.ToValues("Row 3"));
        Assert.Equal(ErrorKind.NotAnAgent, error.Kind);
        Assert.StartsWith("Row 3: this row is not an agent: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6001", "6001", "6001")]
    [InlineData("6001", "testAgent", "testAgent")]
    [InlineData("A", "password", "Status Quo")]
    [InlineData("1", "1", "1")]
    public void A_row_that_only_looks_a_little_like_that_is_an_agent(string code, string loginName, string userName)
    {
        var row = new AgentRow { [AgentField.Code] = code, [AgentField.LoginName] = loginName, [AgentField.UserName] = userName };
        Assert.Equal(code, row.ToValues("Row 3").Code);
    }

    [Fact]
    public void What_is_accepted_is_sent_as_it_is_and_nothing_else_is()
    {
        var row = new AgentRow { [AgentField.Code] = "5.003", [AgentField.LoginName] = "a", [AgentField.UserName] = "Ann?", Accepted = [ErrorKind.SpreadsheetDamage, ErrorKind.UnlikelyValue] };
        Assert.Equal(("5.003", "Ann?"), (row.ToValues("Row 3").Code, row.ToValues("Row 3").UserName));

        row[AgentField.UserName] = "Ann\uFFFD";
        Assert.Equal(ErrorKind.DamagedCharacter, Assert.Throws<CallCenterException>(() => row.ToValues("Row 3")).Kind);
    }

    internal static string ChineseName(Random random)
    {
        // Surnames and given names are of the first level of GB 2312, and now and then of the second.
        string Hanzi(int last) => TextEncodingDetector.Gb18030.GetString([(byte)random.Next(0xB0, last), (byte)random.Next(0xA1, 0xFA)]);
        return Hanzi(0xD7) + string.Concat(Enumerable.Range(0, random.Next(1, 3)).Select(_ => Hanzi(random.Next(10) == 0 ? 0xF8 : 0xD7)));
    }

    private static AgentField Field(string name) => AgentField.All.Single(field => field.Name == name);
}
