using System.Collections.Generic;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.CooCenter;

/// <summary>A change of one extension in one queue (queue page). Results in the phone system's own words, a text or null.</summary>
/// <param name="destination">The phone system, as a journal names it.</param>
/// <param name="queue">The queue's number, leading zeros included.</param>
/// <param name="extension">The extension's number, leading zeros included.</param>
public abstract class QueueOperation(Destination destination, string queue, string extension) : Operation
{
    /// <summary>The queue's number, leading zeros included.</summary>
    public string Queue => queue;

    /// <summary>The extension's number, leading zeros included.</summary>
    public string Extension => extension;

    /// <inheritdoc/>
    public override Destination Destination => destination;

    /// <inheritdoc/>
    public override string UniqueName => Messages.FormatKeyQueue(extension, queue);

    /// <inheritdoc/>
    public override bool IsRepeatable => true;

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Identity => [new("queue", queue), new("extension", extension)];
}
