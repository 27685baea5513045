using System;
using System.Collections.Generic;
using System.Linq;
using CallCenter.Core.Text;

namespace CallCenter.Binding;

/// <summary>
/// Finds numbers such as <c>0800</c> that were typed without quotes, and that PowerShell hands over as 800, another extension: by the
/// script where it tells how they were typed, and else by what a server lists. What was text has kept its zeros.
/// </summary>
internal sealed class LostZero
{
    private readonly TypedNumbers _typed = new();

    /// <summary>The first of these numbers that a script has with leading zeros, as it is there; null when there is none.</summary>
    public string? FindTyped(IEnumerable<string?> values) => Numbers(values).Select(_typed.Find).FirstOrDefault(typed => typed?[0] == '0');

    /// <summary>Refuses a value that lost its leading zeros.</summary>
    /// <param name="subject">The row, for the message.</param>
    /// <param name="values">The values.</param>
    /// <param name="find">The number with leading zeros that a server lists instead of one; null where none is asked.</param>
    /// <param name="told">That the server lists it, in words.</param>
    /// <exception cref="CallCenterException">A value lost them.</exception>
    public void Refuse(string subject, IEnumerable<string?>? values, Func<string, string?>? find = null, string? told = null)
    {
        foreach (var number in Numbers(values ?? []))
        {
            var typed = _typed.Find(number);
            var (whole, reason) = typed is null ? (find?.Invoke(number), told) : (typed, Messages.LostZeroTyped);
            if (whole is not null && whole != number)
            {
                throw Failure.LostZero(subject, number, whole, reason!);
            }
        }
    }

    /// <summary>What a server lists; null where it does not tell, which is no fault of a row.</summary>
    public static T? IfTold<T>(Func<T> ask)
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
