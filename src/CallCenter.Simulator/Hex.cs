namespace CallCenter.Simulator;

/// <summary>Bytes as lower-case hexadecimal digits, which net472 has no call for.</summary>
internal static class Hex
{
    public static string Lower(byte[] bytes)
    {
        const string Digits = "0123456789abcdef";
        var text = new char[bytes.Length * 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            text[2 * i] = Digits[bytes[i] >> 4];
            text[(2 * i) + 1] = Digits[bytes[i] & 15];
        }

        return new string(text);
    }
}
