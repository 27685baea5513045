namespace CallCenter.Core.Agents;

/// <summary>What a field of an agent holds: how its cell is read and checked, and what form it has in JSON.</summary>
public enum AgentFieldKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A person's name, which may have an emoji whose parts a character that cannot be seen joins.</summary>
    PersonName,

    /// <summary>A text of digits, such as a phone number, that a spreadsheet must not take for a number.</summary>
    Digits,

    /// <summary>A text of digits or letters that a spreadsheet must not take for a number or a date.</summary>
    Code,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>An id; in JSON an object that has it.</summary>
    Id,

    /// <summary>Ids, in a cell separated by semicolons; in JSON a list of objects.</summary>
    Ids,

    /// <summary>A password, which is in no journal, label or message.</summary>
    Password,
}
