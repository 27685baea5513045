namespace CallCenter.Core.Queues;

/// <summary>What is to be done about an extension in a queue.</summary>
public enum QueueAction
{
    /// <summary>Sign it in.</summary>
    Enter,

    /// <summary>Sign it out.</summary>
    Exit,

    /// <summary>Nothing: it is signed in and stays so.</summary>
    Keep,
}
