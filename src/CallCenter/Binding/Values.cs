using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using System.Security;
using CallCenter.Core.Text;

namespace CallCenter.Binding;

/// <summary>Reads what users and pipelines hand to a text parameter, the same in every culture.</summary>
internal static class Values
{
    // A parameter that takes a text does not tell what it was made of, so that is kept beside it for as long as it lives.
    private static readonly ConditionalWeakTable<string, object> Numbers = new();

    /// <summary>A value without what PowerShell wraps around it.</summary>
    public static object? Plain(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    /// <summary>The text of a value. Anything that is not text becomes a mark, which the row's own check reports.</summary>
    public static string? Text(object? value)
    {
        var plain = Plain(value);
        switch (plain)
        {
            case null or DBNull:
                return null;
            case string text:
                return text;
            case char or bool or Guid:
                return plain.ToString();
            case sbyte or byte or short or ushort or int or uint or long or ulong:
                // A number typed at the prompt keeps the way it was typed, leading zeros included, in its wrapper.
                return OfNumber(value is PSObject typed ? typed.ToString() : Convert.ToString(plain, CultureInfo.InvariantCulture)!);
            case float or double or decimal when WholeNumber(plain) is { } whole:
                return OfNumber(whole);
            default:
                return Id(value!) ?? Cell.NotText(plain.GetType().Name);
        }
    }

    /// <summary>Whether <see cref="Text"/> made this very text of a number.</summary>
    public static bool WasNumber(string text) => Numbers.TryGetValue(text, out _);

    /// <summary>The texts of a value that may be a list.</summary>
    public static string?[] Texts(object? value)
    {
        var plain = Plain(value);
        if (plain is not IList list)
        {
            return plain is null ? [] : [Text(value)];
        }

        var texts = new List<string?>(list.Count);
        foreach (var item in list)
        {
            texts.Add(Text(item));
        }

        return [.. texts];
    }

    /// <summary>A password as a SecureString; null when it is blank.</summary>
    public static SecureString? Password(object? value)
    {
        var plain = Plain(value);
        switch (plain)
        {
            case SecureString secure:
                return secure.Length == 0 ? null : secure;
            case PSCredential credential:
                return Password(credential.Password);
        }

        var text = Text(value);
        if (text is null || string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var password = new SecureString();
        foreach (var character in text)
        {
            password.AppendChar(character);
        }

        password.MakeReadOnly();
        return password;
    }

    private static string OfNumber(string text)
    {
        // One of its own: .NET hands out the same text for a small number again and again.
        var own = new string(text.ToCharArray());
        Numbers.Add(own, Numbers);
        return own;
    }

    // Modules that read workbooks hand over numbers as doubles. Beyond 15 digits a double is not the number in the cell.
    private static string? WholeNumber(object value)
    {
        const double Exact = 1e15;
        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        return Math.Abs(number) < Exact && Math.Floor(number) == number ? number.ToString("0", CultureInfo.InvariantCulture) : null;
    }

    // The vendor's own JSON gives roles, organizations and skill groups as objects with an id.
    private static string? Id(object value) =>
        value is IDictionary dictionary
            ? dictionary["id"] as string
            : PSObject.AsPSObject(value).Properties["id"]?.Value as string;
}
