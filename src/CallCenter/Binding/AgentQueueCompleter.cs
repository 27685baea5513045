using CallCenter.Core.Vendors;

namespace CallCenter.Binding;

/// <summary>Completes skill groups, by id or name.</summary>
internal sealed class AgentQueueCompleter() : NameCompleter(ListedKind.AgentQueue);
