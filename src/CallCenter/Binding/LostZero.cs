using System;
using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter.Binding;

/// <summary>
/// Finds numbers such as <c>0800</c> that were typed without quotes: PowerShell passes them on as 800, another extension. It looks in
/// the scripts that called the command, and otherwise in what a server lists. Values that came as text have kept their zeros.
/// </summary>
internal sealed class LostZero
{
    private readonly TypedNumbers _typed = new();

    /// <summary>The first of these numbers that was typed with leading zeros, as it was typed; null when there is none.</summary>
    public string? FindTyped(IEnumerable<string?> values) => Numbers(values).Select(_typed.Find).FirstOrDefault(typed => typed?[0] == '0');

    /// <summary>Refuses a value that lost its leading zeros.</summary>
    /// <param name="subject">The row, for the message.</param>
    /// <param name="values">The values.</param>
    /// <param name="find">Finds the number that a server lists instead, with leading zeros; null to ask no server.</param>
    /// <param name="reason">Says, in a message, that the server lists it.</param>
    /// <exception cref="CallCenterException">A value lost them.</exception>
    public void Refuse(string subject, IEnumerable<string?>? values, Func<string, string?>? find = null, string? reason = null)
    {
        foreach (var number in Numbers(values ?? []))
        {
            var typed = _typed.Find(number);
            var whole = typed ?? find?.Invoke(number);
            if (whole is not null && whole != number)
            {
                throw Failure.LostZero(subject, number, whole, typed is null ? reason! : Messages.LostZeroTyped);
            }
        }
    }

    /// <summary>What a server lists; null if it refuses to, which is not an error of the row.</summary>
    public static T? OrNull<T>(Func<T> ask)
        where T : class
    {
        try
        {
            return ask();
        }
        catch (CallCenterException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Numbers(IEnumerable<string?> values) => values.OfType<string>().Where(value => Values.WasNumber(value) && value[0] is >= '1' and <= '9');
}
