using CallCenter.Core.Vendors;

namespace CallCenter.Binding;

/// <summary>Completes queues of the phone system.</summary>
internal sealed class QueueCompleter() : NameCompleter(ListedKind.Queue);
